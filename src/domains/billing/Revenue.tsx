import { Select } from 'antd'
import { Figures } from '@/charts/Figures'
import { changeText } from '@/charts/numbers'
import { useChartParams } from '@/charts/params'
import { CompareControl, RangeControl, ZoneControl } from '@/charts/Range'
import { useFigures } from '@/charts/useFigures'
import { humanize } from '@/resource/field'
import { moneyText } from '@/resource/fields'
import { RecordLink } from '@/resource/RecordLink'
import { FigureTable } from '@/ui/FigureTable'
import { Page } from '@/ui/Page'
import { ErrorState, LoadingState } from '@/ui/states'
import RevenueByPlan from './RevenueByPlan'
import { RevenueChart } from './RevenueChart'
import { amountOf, type Kind, kinds, minorOfTwelfths } from './revenue'
import { dayText } from './shared/days'
import { MoreRows } from './shared/MoreRows'
import { usePagedRpc } from './shared/usePagedRpc'
import { useMonthlyRevenue } from './useMonthlyRevenue'

const offered = ['90d', 'year', '12m'] as const
const risks: Record<string, string> = {
  past_due: 'Past due',
  leaves: 'Leaves with the period',
  card_expires: 'Card expires before it renews',
  usage_fell: 'Used half as much in 30 days as in the 30 before',
}

/** Recurring revenue from month to month in one currency; each month opens the changes behind it. */
export default function Revenue() {
  const { get, set } = useChartParams()
  const revenue = useMonthlyRevenue()
  const { range, currencies, currency, months, periods, money } = revenue
  const month = get('month')
  const last = months.at(-1)
  return (
    <Page
      title="Recurring revenue"
      description="Active and past-due subscriptions, net of discounts, without tax and trials; yearly plans by twelfths. Paused and unpaid count as churn, changes of one day net."
    >
      <RevenueChart
        revenue={revenue}
        title="How it moved"
        foot={last ? `${periods.at(-1)?.title}${last.unfinished ? ' so far' : ''}` : undefined}
        controls={
          <>
            <Select
              aria-label="Currency"
              value={currency}
              options={currencies.map((value) => ({ value, label: value }))}
              onChange={(value) => set({ currency: value })}
            />
            <RangeControl range={range} offered={offered} />
            <ZoneControl zone={range.zone} />
            <CompareControl />
          </>
        }
        figures={
          last ? (
            <Figures
              figures={[
                { key: 'start', label: 'At its start', value: money(last.start_twelfths) },
                ...(Object.keys(kinds) as Kind[]).map((kind) => ({
                  key: kind,
                  label: kinds[kind],
                  value: signedText(kind, money(amountOf(last, kind)), amountOf(last, kind)),
                })),
                {
                  key: 'end',
                  label: last.unfinished ? 'Now' : 'At its end',
                  value: money(last.end_twelfths),
                  change: changeText(last.end_twelfths, last.start_twelfths),
                },
              ]}
            />
          ) : null
        }
        picked={month}
        onPick={(start) => set({ month: month === start ? undefined : start })}
      />
      {month && months.some((row) => row.month === month) ? (
        <Changes month={month} zone={range.zone} currency={currency} />
      ) : null}
      <RevenueByPlan currency={currency} />
      <Rates />
      <AtRisk currency={currency} />
    </Page>
  )
}

// Zero is shown without a plus or minus sign.
function signedText(kind: Kind, text: string, amount: number): string {
  if (minorOfTwelfths(amount) === 0) return text
  return `${kind === 'churn' || kind === 'contraction' ? '−' : '+'}${text}`
}

function Changes({ month, zone, currency }: { month: string; zone: string; currency: string }) {
  const until = new Date(`${month}T00:00:00Z`)
  until.setUTCMonth(until.getUTCMonth() + 1, 0)
  const list = usePagedRpc('mrr_changes', {
    from_day: month,
    until_day: until.toISOString().slice(0, 10),
    time_zone: zone,
    of_currency: currency,
  })
  const { query: reading, rows } = list
  const money = (twelfths: number) => moneyText(minorOfTwelfths(twelfths), currency)
  const title = `Changes in ${new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(until)}, ${currency}`
  if (reading.error && !reading.data)
    return <ErrorState error={reading.error} onRetry={() => reading.refetch()} size="small" />
  if (reading.isLoading) return <LoadingState rows={4} />
  return (
    <section className="part above-24">
      <h2>{title}</h2>
      <FigureTable
        label={title}
        look="roomy"
        rows={rows}
        keyOf={(row) => `${row.user_id} ${row.day}`}
        foot={<MoreRows list={list} one="change" />}
        columns={[
          { head: 'Day', cell: (row) => dayText(row.day) },
          {
            head: 'Member',
            isText: true,
            cell: (row) => (
              <RecordLink table="member_directory" id={row.user_id}>
                {row.member}
              </RecordLink>
            ),
          },
          { head: 'What', isText: true, cell: (row) => kinds[row.kind as Kind] },
          { head: 'Before', cell: (row) => money(row.before_twelfths) },
          { head: 'After', cell: (row) => money(row.after_twelfths) },
          {
            head: 'Change',
            cell: (row) => money(row.change_twelfths),
            total: money(rows[0]?.found_twelfths ?? 0),
          },
        ]}
      />
    </section>
  )
}

function Rates() {
  const { query: reading, rows = [] } = useFigures('subscriber_rates', {})
  const rates = rows[0]
  if (reading.error && !reading.data)
    return <ErrorState error={reading.error} onRetry={() => reading.refetch()} size="small" />
  if (!rates) return null
  // The rate is null when there is no subscriber to divide by.
  const percent = (value: number | null) => (value === null ? undefined : `${value} %`)
  return (
    <section className="part above-24">
      <h2>Over the last 30 days, all currencies</h2>
      <Figures
        figures={[
          {
            key: 'active',
            label: 'Paying members',
            value: String(rates.active),
            detail: `${rates.active_before} before`,
          },
          {
            key: 'churn',
            label: 'Subscriber churn',
            value: percent(rates.churn_percent),
            detail: `${rates.lost} lost ÷ (${rates.active_before} before + ${rates.started} new)`,
          },
          {
            key: 'conversion',
            label: 'Trials that became paid',
            value: percent(rates.conversion_percent),
            detail: `${rates.trials_converted} of ${rates.trials_ended} that ended`,
          },
        ]}
      />
    </section>
  )
}

function AtRisk({ currency }: { currency: string }) {
  const list = usePagedRpc('subscriptions_at_risk', { of_currency: currency })
  const { query: reading, rows } = list
  if (reading.error && !reading.data)
    return <ErrorState error={reading.error} onRetry={() => reading.refetch()} size="small" />
  if (rows.length === 0) return null
  return (
    <section className="part above-24">
      <h2>At risk, {currency}</h2>
      <FigureTable
        label="At risk"
        look="roomy"
        rows={rows}
        keyOf={(row) => row.subscription_id}
        foot={<MoreRows list={list} one="subscription" />}
        columns={[
          {
            head: 'Member',
            cell: (row) => (
              <RecordLink table="user_subscriptions" id={row.subscription_id}>
                {row.member}
              </RecordLink>
            ),
          },
          { head: 'Plan', isText: true, cell: (row) => row.plan },
          {
            head: 'Why',
            isText: true,
            cell: (row) => row.reasons.map((reason) => risks[reason] ?? humanize(reason)).join('; '),
          },
          { head: 'Renews', cell: (row) => dayText(row.renews_at) },
          {
            head: 'A period',
            cell: (row) => moneyText(row.recurring_minor, currency),
            total: moneyText(rows[0]?.found_minor ?? 0, currency),
          },
        ]}
      />
    </section>
  )
}
