import type { ReactNode } from 'react'
import { Chart, TimePlot } from '@/charts/Chart'
import { periodCell } from '@/charts/cells'
import { beforeSeries } from '@/charts/comparison'
import { daysText, zoneText } from '@/charts/period'
import { moneyText } from '@/resource/fields'
import { minorDigits } from '@/resource/fields/currencies'
import { amountCell, amountOf, type Kind, kinds, movementSeries, scaled } from './revenue'
import type { MonthlyRevenue } from './useMonthlyRevenue'

interface RevenueChartProps {
  revenue: MonthlyRevenue
  title: string
  foot: ReactNode
  controls?: ReactNode
  figures?: ReactNode
  /** The month whose changes are shown, as its first day. */
  picked?: string
  onPick: (month: string) => void
  /** The URL of a month's changes, when they are on another page. */
  addressOf?: (month: string) => string
}

/** Movements of recurring revenue from month to month (an MRR bridge); each month opens its changes. */
export function RevenueChart({ revenue, onPick, addressOf, picked, ...shown }: RevenueChartProps) {
  const { range, query, isEmpty, currency, months, periods, alert, alertLines, before } = revenue
  const digits = minorDigits(currency)
  const amount = (twelfths: number | null | undefined) => amountCell(twelfths, currency)
  return (
    <Chart
      {...shown}
      pin="revenue"
      note={`A month · ${currency} · ${zoneText(range.zone)} · click a month for its changes`}
      reading={query}
      alert={alert}
      range={range}
      explain="Active and past-due subscriptions, net of discounts, without tax and trials; yearly plans by twelfths. What came and went in each month, and what it was at its end; months are told whole, also where the range cuts one."
      empty={
        isEmpty
          ? { title: 'No recurring revenue yet', text: 'It begins with the first subscription that pays.' }
          : undefined
      }
      table={{
        caption: `Recurring revenue by month, ${currency}, ${daysText(range)}, ${zoneText(range.zone)}`,
        head: [
          'Month',
          'Start',
          ...Object.values(kinds),
          'End',
          ...(before ? ['End, the months before'] : []),
        ],
        behind: Object.fromEntries(Object.values(kinds).map((label) => [label, 'Change'])),
        rows: months
          .map((row, at) => ({
            key: row.month,
            cells: [
              periodCell(periods[at]!),
              amount(row.start_twelfths),
              ...(Object.keys(kinds) as Kind[]).map((kind) => amount(amountOf(row, kind))),
              amount(row.end_twelfths),
              ...(before ? [amount(before[at])] : []),
            ],
            unfinished: row.unfinished,
            ...(addressOf ? { to: addressOf(row.month) } : { onPick: () => onPick(row.month) }),
          }))
          .reverse(),
      }}
    >
      <TimePlot
        periods={periods}
        series={[
          ...movementSeries(months, digits),
          ...beforeSeries(scaled(before, digits), months.length, 'month', 'Revenue'),
          ...alertLines,
        ]}
        summary={`Recurring revenue by month in ${currency}, ${daysText(range)}.`}
        format={(value) => moneyText(Math.round(value * 10 ** digits), currency)}
        onPick={({ start }) => onPick(start)}
        pickText="shows its changes"
        picked={picked}
      />
    </Chart>
  )
}
