import { Checkbox, Modal, Segmented } from 'antd'
import { useState } from 'react'
import * as v from 'valibot'
import { columns as columnMetadata } from '@/supabase/columns'
import type { ConsoleError } from '@/supabase/errors'
import { parseTimestamp } from '@/supabase/time'
import { Stack } from '@/ui/layout'
import { useNotify } from '@/ui/notify'
import { useReturnFocus } from '@/ui/useReturnFocus'
import { useSingleRun } from '@/ui/useSingleRun'
import type { AnyRow, Resource } from '../define'
import { humanize } from '../field'
import { FormError } from '../form/FormError'
import { useRefresh } from '../query/useRefresh'
import { useRpc } from '../query/useRpc'
import { useNextStates } from '../useTransitions'
import { Change, labelOf } from './Change'
import { ReasonInput } from './ReasonInput'
import type { RelatedNames } from './useNames'

interface RestoreDialogProps {
  resource: Resource
  row: AnyRow
  /** The audit log entry whose values are to be restored. */
  entry: AnyRow
  names: RelatedNames
  onClose: () => void
}

type Side = 'before' | 'after'

/** The values that differ from the record, which of them are chosen, and the restore itself. */
function useRestoring({ resource, row, entry, onClose }: RestoreDialogProps) {
  const [side, setSide] = useState<Side>(entry.before ? 'before' : 'after')
  const [unchecked, setUnchecked] = useState<ReadonlySet<string>>(new Set())
  const [error, setError] = useState<ConsoleError>()
  const nextStates = useNextStates(resource.table, String(row.state))
  const rpc = useRpc()
  const notify = useNotify()
  const refresh = useRefresh()
  const [run, isRunning] = useSingleRun()

  const historicValues = (entry[side] ?? {}) as AnyRow
  const differing = Object.keys(historicValues).filter(
    (name) => name !== resource.key && !isSame(resource.table, name, historicValues[name], row[name]),
  )
  const refusal = (name: string) => refusalOf(resource, name, historicValues[name], row, nextStates)
  const possible = differing.filter((name) => refusal(name) === undefined)
  const chosen = possible.filter((name) => !unchecked.has(name))

  const restore = async (reason: string) => {
    setError(undefined)
    try {
      await rpc(
        'restore_record',
        {
          target: resource.table,
          record: String(row[resource.key]),
          version: String(row.updated_at),
          entry: Number(entry.id),
          side,
          fields: chosen,
          reason: reason.trim() || null,
        },
        { result: v.unknown() },
      )
      onClose()
      notify.success({
        message: `${resource.title(row)}: ${chosen.length === 1 ? 'one value was' : `${chosen.length} values were`} restored.`,
      })
      void refresh()
    } catch (caught) {
      const problem = caught as ConsoleError
      setError(problem)
      // The record has changed, so the differences are computed and shown again.
      if (problem.kind === 'conflict' || problem.kind === 'gone') void refresh()
      return false
    }
  }
  const check = (name: string, isChecked: boolean) => {
    const next = new Set(unchecked)
    if (isChecked) next.delete(name)
    else next.add(name)
    setUnchecked(next)
  }
  return {
    ...{ side, setSide, historicValues, differing, possible, chosen, refusal, check, error, isRunning },
    restore: (reason: string) => void run(() => restore(reason)),
  }
}

/**
 * Restores values from a record's history: shows the differing fields, current and old. A restore is a normal change
 * with a reason; values that rules do not allow are shown with the rule and stay unchanged.
 */
export default function RestoreDialog(props: RestoreDialogProps) {
  const { entry, onClose } = props
  const restoring = useRestoring(props)
  const { side, setSide, differing, possible, chosen, error, isRunning, restore } = restoring
  const [reason, setReason] = useState('')
  useReturnFocus()
  return (
    <Modal
      open
      title="Restore these values"
      okText={chosen.length === 1 ? 'Restore one value' : `Restore ${chosen.length} values`}
      okButtonProps={{ disabled: chosen.length === 0, loading: isRunning }}
      onOk={() => restore(reason)}
      onCancel={onClose}
      mask={{ closable: false }}
      destroyOnHidden
      width={640}
    >
      <FormError error={error} fields={[]} />
      {entry.before && entry.after ? (
        <Segmented<Side>
          className="below-12"
          aria-label="Which values"
          value={side}
          onChange={setSide}
          options={[
            { value: 'before', label: 'As before this change' },
            { value: 'after', label: 'As after this change' },
          ]}
        />
      ) : null}
      {differing.length === 0 ? (
        <p className="quiet below-16">The record has all of these values now. There is nothing to restore.</p>
      ) : (
        <DifferingValues {...props} restoring={restoring} />
      )}
      {possible.length > 0 ? <ReasonInput value={reason} onChange={setReason} /> : null}
    </Modal>
  )
}

interface DifferingValuesProps extends Pick<RestoreDialogProps, 'resource' | 'row' | 'names'> {
  restoring: ReturnType<typeof useRestoring>
}

/** Each differing value, current and old, with a checkbox if the rules allow restoring it. */
function DifferingValues({ resource, row, names, restoring }: DifferingValuesProps) {
  const { historicValues, differing, chosen, refusal, check } = restoring
  return (
    <Stack as="ul" gap={12} className="restore-list below-16">
      {differing.map((name) => {
        const refused = refusal(name)
        return (
          <li key={name}>
            <Checkbox
              checked={chosen.includes(name)}
              disabled={refused !== undefined}
              onChange={(event) => check(name, event.target.checked)}
            >
              {labelOf(name, resource)}
            </Checkbox>
            <div className="history-changes small above-4 anywhere">
              <Change
                name={name}
                resource={resource}
                names={names}
                before={row[name]}
                after={historicValues[name]}
                rowBefore={row}
                rowAfter={{ ...row, ...historicValues }}
              />
              {refused ? <p className="quiet above-2">{refused}</p> : null}
            </div>
          </li>
        )
      })}
    </Stack>
  )
}

// The audit log stores timestamps as ISO 8601, but a row may have another format.
function isSame(table: string, name: string, a: unknown, b: unknown): boolean {
  if (columnMetadata[table]?.[name]?.type === 'timestamptz' && typeof a === 'string' && typeof b === 'string')
    return parseTimestamp(a).getTime() === parseTimestamp(b).getTime()
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
}

/** Why a value cannot be restored, if it cannot: the same rules as in the form and for states. */
function refusalOf(
  resource: Resource,
  name: string,
  value: unknown,
  row: AnyRow,
  nextStates: readonly string[],
): string | undefined {
  const metadata = columnMetadata[resource.table]?.[name]
  if (!metadata) return 'This field does not exist any more.'
  if (name === 'state' && resource.states) {
    const labelOfState = (state: unknown) =>
      resource.fields.state?.options?.find((option) => option.value === state)?.label ??
      humanize(String(state))
    const allowed = resource.states.only
      ? nextStates.filter((to) => resource.states?.only?.includes(to))
      : nextStates
    return allowed.includes(String(value))
      ? undefined
      : `What is ${labelOfState(row.state).toLowerCase()} cannot become ${labelOfState(value).toLowerCase()}.`
  }
  const asked = Object.values(resource.states?.ask ?? {}).flat()
  const inForm = resource.form?.sections.some((section) => section.fields.includes(name))
  if (resource.form?.createOnly?.includes(name)) return 'This is fixed once the record exists.'
  return (inForm && resource.fields[name]?.input) || asked.includes(name)
    ? undefined
    : 'The database keeps this itself.'
}
