import { useList } from '@refinedev/core'
import { Alert, Button, Checkbox, Select } from 'antd'
import { useId, useState } from 'react'
import * as v from 'valibot'
import { useFigures } from '@/charts/useFigures'
import { moneyText } from '@/resource/fields'
import { minorDigits } from '@/resource/fields/currencies'
import { FigureInput } from '@/resource/fields/FigureInput'
import { FormError } from '@/resource/form/FormError'
import { useRefresh } from '@/resource/query/useRefresh'
import { useRpc } from '@/resource/query/useRpc'
import { RecordLink } from '@/resource/RecordLink'
import type { ConsoleError } from '@/supabase/errors'
import { folded } from '@/supabase/folded'
import { isInDoubt } from '@/supabase/inDoubt'
import type { TableRow } from '@/supabase/rows'
import type { MayBeEmpty, RowOfResult } from '@/supabase/rpc'
import { FigureTable } from '@/ui/FigureTable'
import { Row, Stack } from '@/ui/layout'
import { useNotify } from '@/ui/notify'
import { ErrorState, LoadingState } from '@/ui/states'
import { useJustChanged } from '@/ui/useJustChanged'
import { useSingleRun } from '@/ui/useSingleRun'
import { dayText } from './shared/days'

/** A payment with an unallocated amount. */
export type LoosePayment = Pick<
  TableRow<'payments'>,
  'id' | 'currency' | 'unallocated_minor' | 'user_id' | 'updated_at'
>

/** An invoice that the payment can be allocated to, with the reason for the suggestion. */
type InvoiceToSettle = MayBeEmpty<Omit<RowOfResult<'payment_suggestions'>, 'score'>, 'number' | 'due_on'>

/** The result of settling a payment, or of its dry run. */
const settled = v.object({
  invoices: v.array(
    v.object({
      invoice_id: v.string(),
      number: v.string(),
      state: v.string(),
      amount_minor: v.number(),
      due_minor: v.number(),
    }),
  ),
  held_minor: v.number(),
  unallocated_minor: v.number(),
})
type Settled = v.InferOutput<typeof settled>

/**
 * Allocates the rest of a payment to invoices, suggested
 * invoices first. Nothing is allocated without confirmation.
 */
export function AllocationPanel({ payment }: { payment: LoosePayment }) {
  const { query: reading, rows = [] } = useFigures('payment_suggestions', { payment_id: payment.id })
  const [added, setAdded] = useState<InvoiceToSettle[]>([])
  if (reading.error && !reading.data)
    return <ErrorState error={reading.error} onRetry={() => reading.refetch()} size="small" />
  if (reading.isLoading) return <LoadingState rows={3} />
  const suggested: InvoiceToSettle[] = rows
  const targets = [
    ...suggested,
    ...added.filter((one) => !suggested.some((row) => row.invoice_id === one.invoice_id)),
  ]
  return (
    <Stack gap={12}>
      <Amounts
        // A new key resets the panel after an allocation, because the unallocated amount has changed.
        key={`${payment.id} ${payment.unallocated_minor}`}
        payment={payment}
        targets={targets}
        onAdd={(target) => setAdded((before) => [...before, target])}
      />
    </Stack>
  )
}

interface AmountsProps {
  payment: LoosePayment
  targets: readonly InvoiceToSettle[]
  onAdd: (target: InvoiceToSettle) => void
}

/**
 * The amounts for each invoice and the settlement: first
 * a dry run, then the change under one idempotency key.
 */
function useSettling({ payment, targets }: AmountsProps) {
  const { currency } = payment
  const left = payment.unallocated_minor ?? 0
  // Text that is not a valid amount stays in its field, and settling is refused.
  const [amounts, setAmounts] = useState<Record<string, unknown>>({})
  const [holds, setHolds] = useState(false)
  // The parts and the version that the dry run previewed are sent again, so that an invoice or a payment that changed
  // since is refused.
  const [foreseen, setForeseen] = useState<{ result: Settled; parts: typeof parts; version: string }>()
  const [error, setError] = useState<ConsoleError>()
  const [requestId, setRequestId] = useState(() => crypto.randomUUID())
  const rpc = useRpc()
  const notify = useNotify()
  const refresh = useRefresh()
  const [run, isRunning] = useSingleRun()
  const isFresh = useJustChanged(foreseen) && foreseen !== undefined
  const parts = targets.flatMap(({ invoice_id, updated_at }) => {
    const amount = amounts[invoice_id]
    return typeof amount === 'number' && amount !== 0
      ? [{ invoice_id, version: updated_at, amount_minor: amount }]
      : []
  })
  const isReadable = Object.values(amounts).every((amount) => typeof amount !== 'string')
  const rest = left - parts.reduce((sum, { amount_minor }) => sum + amount_minor, 0)
  const change = (act: () => void) => {
    act()
    setForeseen(undefined)
    setError(undefined)
    // A changed request needs a new idempotency key.
    setRequestId(crypto.randomUUID())
  }
  const settle = async () => {
    setError(undefined)
    const args = { payment_id: payment.id, parts, hold_rest: holds, version: payment.updated_at }
    try {
      if (!foreseen) {
        const result = await rpc('settle_payment', { ...args, dry_run: true }, { result: settled })
        setForeseen({ result, parts, version: payment.updated_at })
        return false
      }
      const done = await rpc(
        'settle_payment',
        { ...args, parts: foreseen.parts, version: foreseen.version, idempotency_key: requestId },
        { result: settled },
      )
      notify.success({ message: doneText(done, currency) })
      setAmounts({})
      setForeseen(undefined)
      void refresh()
    } catch (caught) {
      const problem = caught as ConsoleError
      setError(problem)
      // When the answer was lost, the preview stays: sending again
      // with the same key returns the result of the first attempt.
      if (!isInDoubt(problem)) setForeseen(undefined)
      // After a conflict the due amounts are read again; typed amounts stay.
      if (problem.kind === 'conflict' || problem.kind === 'gone') void refresh()
      return false
    }
  }
  return {
    ...{ amounts, holds, foreseen, error, isRunning, rest },
    setAmount: (id: string, value: unknown) =>
      change(() => setAmounts((before) => ({ ...before, [id]: value }))),
    setHolds: (isHeld: boolean) => change(() => setHolds(isHeld)),
    canSettle: !isFresh && rest >= 0 && isReadable && (parts.length > 0 || holds),
    settle: () => void run(settle, foreseen ? 'settle' : 'preview'),
  }
}

function Amounts(props: AmountsProps) {
  const { payment, targets, onAdd } = props
  const { currency } = payment
  const settling = useSettling(props)
  const { amounts, holds, foreseen, error, isRunning, rest } = settling
  return (
    <>
      {targets.length === 0 ? (
        <p className="quiet">
          No open invoice has its number in the reference, the same amount, member or name. Find one below.
        </p>
      ) : (
        <Targets
          targets={targets}
          currency={currency}
          left={rest}
          amounts={amounts}
          onAmount={settling.setAmount}
        />
      )}
      <FindInvoice currency={currency} onFound={onAdd} />
      <Row gap={8} wrap>
        <span>
          {rest < 0 ? 'More than there is: ' : 'Left of it: '}
          <strong className="tabular">{moneyText(rest, currency)}</strong>
        </span>
        <Checkbox checked={holds} onChange={({ target }) => settling.setHolds(target.checked)}>
          Hold what is left as the member’s credit
        </Checkbox>
      </Row>
      <FormError error={error} fields={[]} />
      {foreseen ? <Foreseen result={foreseen.result} currency={currency} /> : null}
      <Row gap={8} wrap>
        <Button type="primary" loading={isRunning} disabled={!settling.canSettle} onClick={settling.settle}>
          {foreseen ? 'Allocate' : 'Preview'}
        </Button>
      </Row>
    </>
  )
}

function doneText({ invoices, held_minor, unallocated_minor }: Settled, currency: string): string {
  const on = invoices.map(({ number, amount_minor }) => `${moneyText(amount_minor, currency)} on ${number}`)
  return [
    ...on,
    held_minor ? `${moneyText(held_minor, currency)} held as credit` : '',
    unallocated_minor ? `${moneyText(unallocated_minor, currency)} still unallocated` : '',
  ]
    .filter(Boolean)
    .join(', ')
}

function Foreseen({ result, currency }: { result: Settled; currency: string }) {
  return (
    <Stack gap={8} className="panel ground" role="status">
      {result.invoices.map((one) => (
        <p key={one.invoice_id}>
          {one.number}: {moneyText(one.amount_minor, currency)} goes on it.{' '}
          {one.due_minor === 0 ? 'It is paid then.' : `${moneyText(one.due_minor, currency)} stays due.`}
        </p>
      ))}
      {result.held_minor ? (
        <p>{moneyText(result.held_minor, currency)} becomes the member’s credit.</p>
      ) : result.unallocated_minor ? (
        <p>{moneyText(result.unallocated_minor, currency)} stays unallocated.</p>
      ) : null}
    </Stack>
  )
}

interface TargetsProps {
  targets: readonly InvoiceToSettle[]
  currency: string
  left: number
  amounts: Record<string, unknown>
  onAmount: (id: string, value: unknown) => void
}

function Targets({ targets, currency, left, amounts, onAmount }: TargetsProps) {
  const id = useId()
  return (
    <FigureTable
      label="Invoices that it may be for"
      look="roomy"
      rows={targets}
      keyOf={(row) => row.invoice_id}
      columns={[
        {
          head: 'Invoice',
          cell: (row) => (
            <>
              <RecordLink table="invoices" id={row.invoice_id}>
                {row.number}
              </RecordLink>
              <div className="quiet">
                {row.billing_name}
                {row.due_on ? `, due ${dayText(row.due_on)}` : ''}
              </div>
            </>
          ),
        },
        { head: 'Why', isText: true, wraps: true, style: () => ({ minWidth: 130 }), cell: (row) => row.why },
        { head: 'Due', cell: (row) => moneyText(row.due_minor, currency) },
        {
          head: 'Goes on it',
          style: () => ({ minWidth: 130 }),
          cell: (row) => (
            <FigureInput
              id={`${id}-${row.invoice_id}`}
              aria-label={`Amount for ${row.number}`}
              form={{ currency }}
              minor={minorDigits(currency)}
              understood={(value) => moneyText(value, currency)}
              saysProblem
              value={amounts[row.invoice_id] ?? null}
              onChange={(value) => onAmount(row.invoice_id, value)}
            />
          ),
        },
        {
          head: 'Fill in',
          cell: (row) => {
            const most = Math.min(row.due_minor, left + (Number(amounts[row.invoice_id]) || 0))
            const all = most === row.due_minor ? 'All that is due' : 'All that is left'
            return (
              <Button
                size="small"
                disabled={most <= 0}
                onClick={() => onAmount(row.invoice_id, most)}
                aria-label={`${all}: ${moneyText(most, currency)} on ${row.number}`}
              >
                {all}
              </Button>
            )
          },
        },
      ]}
    />
  )
}

type FoundInvoice = Omit<InvoiceToSettle, 'invoice_id' | 'why'> & Pick<TableRow<'invoices'>, 'id'>

function FindInvoice({
  currency,
  onFound,
}: {
  currency: string
  onFound: (target: InvoiceToSettle) => void
}) {
  const [typed, setTyped] = useState('')
  const { result, query } = useList<FoundInvoice, ConsoleError>({
    resource: 'invoices',
    filters: [
      { field: 'state', operator: 'in', value: ['open', 'uncollectible'] },
      { field: 'currency', operator: 'eq', value: currency },
      ...folded(typed)
        .split(/\s+/)
        .filter(Boolean)
        .map((word) => ({ field: 'search', operator: 'contains' as const, value: word })),
    ],
    sorters: [{ field: 'due_on', order: 'asc' }],
    pagination: { pageSize: 20 },
    meta: { select: 'id,number,billing_name,due_on,due_minor,updated_at', count: 'none', tieBreak: 'id' },
    queryOptions: { enabled: typed.trim().length > 1 },
    errorNotification: false,
  })
  return (
    <>
      <Select
        aria-label="Find another invoice"
        placeholder="Find another open invoice by number, name or email"
        style={{ width: 'min(420px, 100%)' }}
        showSearch={{ filterOption: false, searchValue: typed, onSearch: setTyped }}
        value={null}
        loading={query.isFetching}
        notFoundContent={
          typed.trim().length > 1 && query.isSuccess ? 'No open invoice in this currency' : null
        }
        options={(typed.trim().length > 1 ? result.data : []).map((one) => ({
          value: one.id,
          label: `${one.number}, ${one.billing_name}, ${moneyText(one.due_minor, currency)} due`,
        }))}
        onSelect={(id) => {
          const found = result.data.find((one) => one.id === id)
          if (found) onFound({ ...found, invoice_id: found.id, why: 'found by you' })
          setTyped('')
        }}
      />
      {query.error ? <Alert type="error" title={query.error.message} /> : null}
    </>
  )
}
