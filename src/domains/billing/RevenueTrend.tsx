import { useNavigate } from 'react-router'
import { type AlertFigure, useAlertLines } from '@/charts/alertLines'
import { Chart, TimePlot } from '@/charts/Chart'
import { beforeSeries } from '@/charts/comparison'
import { changeText } from '@/charts/numbers'
import { useChartParams } from '@/charts/params'
import { daysText, zoneText } from '@/charts/period'
import { useRange } from '@/charts/Range'
import { useFigures } from '@/charts/useFigures'
import { moneyText } from '@/resource/fields'
import { minorDigits } from '@/resource/fields/currencies'
import {
  amountOf,
  biggestCurrency,
  type Kind,
  kinds,
  minorOfTwelfths,
  movementSeries,
  periodsOf,
  scaled,
} from './revenue'
import { useRevenueBefore } from './useRevenueBefore'

/** The trend of finance: recurring revenue of the last twelve months in the currency that brings most. */
export default function RevenueTrend() {
  const { get } = useChartParams()
  const navigate = useNavigate()
  const range = useRange('12m')
  const { query, rows = [] } = useFigures('mrr_movements', {
    from_day: range.from,
    until_day: range.to,
    time_zone: range.zone,
  })
  const asked = get('currency')
  const currency = rows.some((row) => row.currency === asked) ? asked! : biggestCurrency(rows)
  const months = rows.filter((row) => row.currency === currency)
  const periods = periodsOf(months)
  const money = (twelfths: number) => moneyText(minorOfTwelfths(twelfths), currency)
  const alert: AlertFigure | undefined = currency
    ? { figure: 'revenue', period: 'month', subject: currency }
    : undefined
  const alerts = useAlertLines(alert, months.length)
  const before = useRevenueBefore(range, currency)
  const beforeText = (at: number) => (before?.[at] == null ? '–' : money(before[at]))
  // The page shows the changes of the month that its chart has picked.
  const changesOf = (month: string) =>
    `/revenue?${new URLSearchParams({ 'chart.from': range.from, 'chart.to': range.to, 'chart.zone': range.zone, 'chart.currency': currency, 'chart.month': month })}`
  const [last, first] = [months.at(-1), months[0]]
  return (
    <Chart
      title="Recurring revenue"
      note={`A month · ${currency} · ${zoneText(range.zone)} · click a month for its changes`}
      foot={
        last && first
          ? `${money(last.end_twelfths)} now, ${changeText(last.end_twelfths, first.start_twelfths) ?? ''} over ${daysText(range)}`
          : null
      }
      reading={query}
      pin="revenue"
      alert={alert}
      range={range}
      empty={
        query.data && rows.length === 0
          ? { title: 'No recurring revenue yet', text: 'It begins with the first subscription that pays.' }
          : undefined
      }
      explain="Active and past-due subscriptions, net of discounts, without tax and trials; yearly plans by twelfths. What came and went, and what it was at the end of each month."
      table={{
        caption: `Recurring revenue by month, ${currency}, ${daysText(range)}, ${zoneText(range.zone)}`,
        head: [
          'Month',
          'Start',
          ...Object.values(kinds),
          'End',
          ...(before ? ['End, the months before'] : []),
        ],
        rows: months
          .map((row, at) => ({
            key: row.month,
            cells: [
              periods[at]?.title ?? row.month,
              money(row.start_twelfths),
              ...(Object.keys(kinds) as Kind[]).map((kind) => money(amountOf(row, kind))),
              money(row.end_twelfths),
              ...(before ? [beforeText(at)] : []),
            ],
            unfinished: row.unfinished,
            to: changesOf(row.month),
          }))
          .reverse(),
      }}
    >
      <TimePlot
        periods={periods}
        series={[
          ...movementSeries(months, minorDigits(currency)),
          ...beforeSeries(scaled(before, minorDigits(currency)), months.length, 'month', 'Revenue'),
          ...alerts,
        ]}
        summary={`Recurring revenue by month in ${currency}, ${daysText(range)}.`}
        onPick={({ start }) => navigate(changesOf(start))}
        pickText="shows its changes"
        format={(value) => moneyText(Math.round(value * 10 ** minorDigits(currency)), currency)}
      />
    </Chart>
  )
}
