import { CheckCircleOutlined, ExclamationCircleOutlined } from '@ant-design/icons'
import { useList } from '@refinedev/core'
import { Alert, Button } from 'antd'
import { useMemo, useState } from 'react'
import { Link } from 'react-router'
import * as v from 'valibot'
import { useChartParams } from '@/charts/params'
import { addPeriods, today } from '@/charts/period'
import type { AnyAction } from '@/resource/actions'
import { useEntries } from '@/resource/entries'
import { dateTime, longText, moneyText } from '@/resource/fields'
import { useRefresh } from '@/resource/query/useRefresh'
import { useRpc } from '@/resource/query/useRpc'
import { ActionDialog } from '@/resource/show/ActionDialog'
import type { TableRow } from '@/supabase/rows'
import { FigureTable } from '@/ui/FigureTable'
import { Row, Stack } from '@/ui/layout'
import { useNotify } from '@/ui/notify'
import { Page } from '@/ui/Page'
import { pluralText } from '@/ui/pluralText'
import { ErrorState, LoadingState } from '@/ui/states'
import { useSingleRun } from '@/ui/useSingleRun'
import { AccountingExport } from './AccountingExport'
import { Books } from './Books'
import { type MonthFigures, useMonthFigures } from './monthFigures'
import { firstOfMonth } from './shared/days'
import { MonthInput } from './shared/MonthInput'

const checks: Record<string, { fine: string; wrong: (found: number) => string; to?: string }> = {
  over: { fine: 'The month is over', wrong: () => 'The month is not over yet' },
  unbilled: {
    fine: 'Every period that began is billed',
    wrong: (found) =>
      `${pluralText(found, 'subscription has a period that is', 'subscriptions have a period that is')} not billed: run billing`,
  },
  drafts: {
    fine: 'No drafts are left',
    wrong: (found) => `${pluralText(found, 'draft is', 'drafts are')} left`,
    to: '/invoices?state=any:draft',
  },
  unallocated: {
    fine: 'Every payment is allocated',
    wrong: (found) => `${pluralText(found, 'payment is', 'payments are')} not allocated`,
    to: '/unallocated',
  },
  past_due: {
    fine: 'Nobody is past due',
    wrong: (found) =>
      `${pluralText(found, 'subscription is', 'subscriptions are')} past due: charges that failed`,
    to: '/user-subscriptions?state=any:past_due',
  },
  gaps: {
    fine: 'Numbers have no gaps',
    wrong: (found) => `${pluralText(found, 'number is', 'numbers are')} missing`,
  },
  difference: {
    fine: 'Opening and movements come to the closing',
    wrong: (found) => `The receivables of ${found} currencies do not add up`,
  },
}

// Checks that must pass before a month can be closed; the other checks are only warnings.
const needed = ['over', 'difference']

const monthFormat = new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' })

/** Month-end closing: checks, the receivables from opening to closing balance, the lock and the export. */
export default function MonthEnd() {
  const { get, set } = useChartParams()
  const present = `${today('UTC').slice(0, 8)}01`
  const month = firstOfMonth(get('month')) ?? addPeriods('month', present, -1)
  const title = monthFormat.format(new Date(`${month}T00:00:00Z`))
  const { data: figures, error, refetch } = useMonthFigures(month)
  const { result: periods } = useList<Period>({
    resource: 'billing_periods',
    filters: [{ field: 'month', operator: 'eq', value: month }],
    meta: {
      count: 'none',
      select:
        'month,closed,closed_at,reopened_at,reason,closer:staff_members!closed_by(full_name),reopener:staff_members!reopened_by(full_name)',
      tieBreak: 'id',
    },
  })
  const period = periods?.data[0]
  return (
    <Page
      title="Month end"
      description="In UTC. A closed month takes nothing that is dated in it until an admin opens it again."
      actions={
        <>
          <MonthInput month={month} latest={present} onChange={(next) => set({ month: next || undefined })} />
          <RunBilling />
          <AccountingExport month={month} />
        </>
      }
    >
      {error && !figures ? (
        <ErrorState error={error} onRetry={() => refetch()} />
      ) : !figures ? (
        <LoadingState rows={8} />
      ) : (
        <>
          <section aria-label="Checks">
            <Stack as="ul" gap={4}>
              {figures.checks.map((row) => {
                const check = checks[row.check_key]
                const text = row.is_fine ? check?.fine : check?.wrong(row.found)
                return (
                  <Row as="li" gap={8} key={row.check_key} className="panel pad-x-12 pad-y-8">
                    {row.is_fine ? (
                      <CheckCircleOutlined aria-label="Fine" className="toned" data-tone="green" />
                    ) : (
                      <ExclamationCircleOutlined
                        aria-label="Look at this"
                        className="toned"
                        data-tone="amber"
                      />
                    )}
                    <span className="grow">{text}</span>
                    {check?.to && !row.is_fine ? <Link to={check.to}>Show</Link> : null}
                  </Row>
                )
              })}
            </Stack>
          </section>
          <Roll rows={figures.receivables} title={title} />
          <Books rows={figures.books} title={title} />
          <Lock key={month} month={month} title={title} period={period} figures={figures} />
        </>
      )}
    </Page>
  )
}

const steps = [
  ['opening_minor', 'Opening'],
  ['invoiced_minor', '+ Invoiced'],
  ['voided_minor', '− Voided'],
  ['credited_minor', '− Credited'],
  ['paid_minor', '− Paid'],
  ['refunded_minor', '+ Taken back'],
  ['written_off_minor', '− Written off'],
  ['closing_minor', '= Closing'],
] as const

function Roll({ rows, title }: { rows: MonthFigures['receivables']; title: string }) {
  return (
    <section className="part above-24">
      <h2>Receivables in {title}</h2>
      <FigureTable
        label={`Receivables in ${title}`}
        look="roomy"
        takesFocus
        rows={rows}
        keyOf={({ currency }) => currency}
        empty="Nothing was owed in this month."
        columns={[
          { head: 'Currency', cell: ({ currency }) => currency },
          ...steps.map(([key, head]) => ({
            head,
            cell: (row: (typeof rows)[number]) => moneyText(row[key], row.currency),
          })),
        ]}
      />
    </section>
  )
}

type Person = Pick<TableRow<'staff_members'>, 'full_name'>
type Period = Pick<TableRow<'billing_periods'>, 'closed' | 'closed_at' | 'reopened_at' | 'reason'> & {
  closer: Person | null
  reopener: Person | null
}
const moment = dateTime('When')
// There is no name when a database job closed the month, or when the staff member was removed.
const byWhom = (person: Person | null) => (person ? ` by ${person.full_name}` : '')

interface LockProps {
  month: string
  title: string
  period: Period | undefined
  figures: MonthFigures
}

const openOf = ({ checks: found }: MonthFigures) => found.filter((row) => !row.is_fine)

function Lock({ month, title, period, figures }: LockProps) {
  const { may } = useEntries()
  const [asking, setAsking] = useState<AnyAction>()
  // Freezes the figures that the dialog was opened with: it shows them and sends their version.
  const seen = useMemo(() => ({ figures }), [figures])
  const isClosed = period?.closed === true
  const action: AnyAction = isClosed
    ? {
        key: 'reopen',
        label: `Open ${title} again…`,
        roles: ['admin'],
        rpc: 'reopen_month',
        args: () => ({ month }),
        ask: { reason: { ...longText('Why it is opened again'), required: true } },
        explain: () => 'Payments can be dated in it again, and its figures may come out otherwise.',
        done: `${title} is open again.`,
      }
    : {
        key: 'close',
        label: `Close ${title}…`,
        roles: ['finance'],
        rpc: 'close_month',
        args: (row) => ({ month, seen: (row as typeof seen).figures.version }),
        explain: (row) => <Locked title={title} figures={(row as typeof seen).figures} />,
        done: `${title} is closed.`,
      }
  return (
    <section className="part above-24" aria-label="Lock">
      <Stack gap={8}>
        {isClosed ? (
          <Alert
            type="success"
            showIcon
            title={`${title} is closed.`}
            description={
              <>
                Since {moment.show(period.closed_at, {}, 'detail')}
                {byWhom(period.closer)}
              </>
            }
          />
        ) : null}
        {period?.reopened_at ? (
          <p className="quiet">
            Opened again {moment.show(period.reopened_at, {}, 'detail')}
            {byWhom(period.reopener)}: {period.reason}
          </p>
        ) : null}
        {isClosed && !may(['admin']) ? null : (
          <Row gap={8} wrap>
            <Button
              type={isClosed ? 'default' : 'primary'}
              disabled={!isClosed && openOf(figures).some((row) => needed.includes(row.check_key))}
              onClick={() => setAsking(action)}
            >
              {action.label}
            </Button>
          </Row>
        )}
      </Stack>
      {asking ? (
        <ActionDialog row={seen} subject={{ action: asking }} onClose={() => setAsking(undefined)} />
      ) : null}
    </section>
  )
}

/** Explains the effects of closing a month: what is locked, the totals, and what is still open. */
function Locked({ title, figures }: Pick<LockProps, 'title' | 'figures'>) {
  const { receivables, books, received, terms } = figures
  const closing = receivables.map((row) => moneyText(row.closing_minor, row.currency)).join(', ')
  const payments = received.reduce((sum, row) => sum + row.payments, 0)
  const came = received.map((row) => moneyText(row.amount_minor, row.currency)).join(', ')
  const lines = books.reduce((sum, row) => sum + row.lines, 0)
  return (
    <>
      Nothing can be dated in {title} from then on: no invoice, credit note, payment, refund or write-off. Its
      receivables are kept as they stand, {closing || 'nothing owed'} at its end. Only an admin opens it
      again.
      <span className="block">
        Its books have {pluralText(lines, 'line')}; {pluralText(payments, 'payment')} came in
        {came ? ` (${came})` : ''}, and {pluralText(terms, 'change')} of subscriptions{' '}
        {terms === 1 ? 'is' : 'are'} dated in it.
      </span>
      {openOf(figures).map((row) => (
        <span className="block" key={row.check_key}>
          {checks[row.check_key]?.wrong(row.found)}.
        </span>
      ))}
    </>
  )
}

/** The result of a billing run: how many subscriptions each step changed. */
const billingRun = v.object({
  subscriptions: v.number(),
  renewed: v.number(),
  trials_ended: v.number(),
  canceled: v.number(),
  past_due: v.number(),
  drafts: v.number(),
  refused: v.number(),
  more: v.boolean(),
})

function RunBilling() {
  const rpc = useRpc()
  const notify = useNotify()
  const refresh = useRefresh()
  const { may } = useEntries()
  const [run, isRunning] = useSingleRun()
  if (!may(['admin'])) return null
  const start = () =>
    run(async () => {
      try {
        const did = await rpc('billing_advance', {}, { result: billingRun })
        notify.success({
          message: did.subscriptions ? 'Billing ran.' : 'Nothing was due.',
          description: did.subscriptions
            ? `${did.renewed} renewed, ${did.trials_ended} trials ended, ${did.canceled} canceled, ${did.past_due} past due, ${did.drafts} drafts${did.refused ? `, ${did.refused} refused` : ''}.${did.more ? ' More is due: run it again.' : ''}`
            : undefined,
        })
        void refresh()
        return true
      } catch (caught) {
        notify.error(caught)
        return false
      }
    })
  return (
    <Button loading={isRunning} onClick={() => void start()}>
      Run billing
    </Button>
  )
}
