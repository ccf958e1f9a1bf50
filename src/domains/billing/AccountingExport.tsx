import { useList, useUpdate } from '@refinedev/core'
import { Button, Checkbox, Modal } from 'antd'
import { useState } from 'react'
import { addPeriods } from '@/charts/period'
import { humanize } from '@/resource/field'
import { decimalText } from '@/resource/fields/money'
import { FormError } from '@/resource/form/FormError'
import { useRefresh } from '@/resource/query/useRefresh'
import { useRpc } from '@/resource/query/useRpc'
import { save } from '@/resource/transfer/exportFile'
import type { ConsoleError } from '@/supabase/errors'
import type { TableRow } from '@/supabase/rows'
import { byteOrderMark, csvLine } from '@/ui/csv'
import { Row, Stack, Tiles } from '@/ui/layout'
import { LimitedInput } from '@/ui/limited'
import { useNotify } from '@/ui/notify'
import { readPersonal, storePersonal } from '@/ui/personalStorage'
import { ErrorState, LoadingState } from '@/ui/states'
import { useReturnFocus } from '@/ui/useReturnFocus'
import { useSingleRun } from '@/ui/useSingleRun'
import { accountingColumns, type ColumnKey, chosenColumns } from './accountingColumns'

const kept = 'accounting-columns'

/** Exports a month for the books as CSV, with the chosen columns and accounts. */
export function AccountingExport({ month }: { month: string }) {
  const rpc = useRpc()
  const notify = useNotify()
  const [run, isRunning] = useSingleRun()
  const [isSetting, setSetting] = useState(false)
  const [columns, setColumns] = useState(() => chosenColumns(readPersonal(kept)))
  const until = addDay(addPeriods('month', month, 1), -1)
  const write = () =>
    run(async () => {
      try {
        const lines = [csvLine(columns.map((key) => accountingColumns[key].label))]
        // The function returns a limited number of rows without saying whether there are more, so the export
        // repeats the call until a part is empty. Each part starts in the last day of the previous one and
        // skips that day's rows that are already written.
        for (let day = month, skip = 0, isMore = true; isMore; ) {
          const rows = await rpc('accounting_entries', { from_day: day, until_day: until, skip })
          const last = rows.at(-1)?.day ?? day
          skip = rows.filter((row) => row.day === last).length + (last === day ? skip : 0)
          day = last
          isMore = rows.length > 0
          for (const row of rows)
            lines.push(
              csvLine(
                columns.map((key) =>
                  accountingColumns[key].text(row, (minor) => decimalText(minor, row.currency)),
                ),
              ),
            )
        }
        save(new Blob([byteOrderMark, ...lines], { type: 'text/csv' }), `accounting-${month.slice(0, 7)}.csv`)
        return true
      } catch (caught) {
        notify.error(caught)
        return false
      }
    })
  return (
    <>
      <Button onClick={() => setSetting(true)}>Columns and accounts…</Button>
      <Button loading={isRunning} onClick={() => void write()}>
        Export for the books
      </Button>
      {isSetting ? (
        <Settings
          columns={columns}
          onColumns={(next) => {
            storePersonal(kept, next.join(','))
            setColumns(next)
          }}
          onClose={() => setSetting(false)}
        />
      ) : null}
    </>
  )
}

// `id` is a generated column and never null, although the TypeScript types say that it may be.
type Account = TableRow<'billing_accounts'> & { id: string }

interface SettingsProps {
  columns: readonly ColumnKey[]
  onColumns: (columns: ColumnKey[]) => void
  onClose: () => void
}

function Settings({ columns, onColumns, onClose }: SettingsProps) {
  const { result, query } = useList<Account, ConsoleError>({
    resource: 'billing_accounts',
    sorters: [{ field: 'document', order: 'asc' }],
    meta: { select: 'id,document,account,updated_at', count: 'none', tieBreak: 'id' },
    errorNotification: false,
  })
  const { mutateAsync } = useUpdate()
  const [typed, setTyped] = useState<Record<string, string>>({})
  const [error, setError] = useState<ConsoleError>()
  const [run, isRunning] = useSingleRun()
  const notify = useNotify()
  const refresh = useRefresh()
  useReturnFocus()
  const changed = result.data.filter(({ id, account }) => (typed[id] ?? account) !== account)
  const wrong = changed.filter(({ id }) => !/^[0-9A-Za-z.-]{1,20}$/.test(typed[id] ?? ''))
  const saveAccounts = async () => {
    setError(undefined)
    try {
      for (const { id, updated_at } of changed)
        await mutateAsync({
          resource: 'billing_accounts',
          id,
          values: { account: typed[id] },
          meta: { version: updated_at },
          successNotification: false,
          errorNotification: false,
          invalidates: [],
        })
      notify.success({ message: 'The accounts are saved.' })
      void refresh()
      onClose()
    } catch (caught) {
      setError(caught as ConsoleError)
      void refresh()
      return false
    }
  }
  return (
    <Modal
      open
      title="Columns and accounts of the export"
      okText={changed.length > 0 ? 'Save accounts' : 'Done'}
      okButtonProps={{ loading: isRunning, disabled: wrong.length > 0 }}
      onOk={() => (changed.length > 0 ? void run(saveAccounts) : onClose())}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      <h3>Columns, for you</h3>
      <Row gap={8} wrap>
        {(Object.keys(accountingColumns) as ColumnKey[]).map((key) => (
          <Checkbox
            key={key}
            checked={columns.includes(key)}
            disabled={columns.length === 1 && columns.includes(key)}
            onChange={({ target }) =>
              onColumns(
                (Object.keys(accountingColumns) as ColumnKey[]).filter((one) =>
                  one === key ? target.checked : columns.includes(one),
                ),
              )
            }
          >
            {accountingColumns[key].label}
          </Checkbox>
        ))}
      </Row>
      <h3 className="above-16">Accounts, for everybody</h3>
      <FormError error={error} fields={[]} />
      {query.error && !query.data ? (
        <ErrorState error={query.error} onRetry={() => query.refetch()} size="small" />
      ) : query.isLoading ? (
        <LoadingState rows={4} />
      ) : (
        <Tiles min={220} gap={12} className="below-12">
          {result.data.map(({ id, document, account }) => (
            <Stack gap={4} key={id}>
              <label htmlFor={`account-${id}`}>{humanize(document)}</label>
              <LimitedInput
                id={`account-${id}`}
                value={typed[id] ?? account}
                maxLength={20}
                status={wrong.some((one) => one.id === id) ? 'error' : undefined}
                onChange={({ target }) => setTyped((before) => ({ ...before, [id]: target.value.trim() }))}
              />
            </Stack>
          ))}
        </Tiles>
      )}
      {wrong.length > 0 ? <p role="alert">An account has letters, digits, points and hyphens.</p> : null}
      <p className="quiet">A plain CSV. There is no preset for DATEV: its format is not met exactly.</p>
    </Modal>
  )
}

function addDay(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10)
}
