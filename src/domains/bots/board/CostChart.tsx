import { useList } from '@refinedev/core'
import { Select } from 'antd'
import { alertFigure, useAlertLines } from '@/charts/alertLines'
import { Chart, TimePlot } from '@/charts/Chart'
import { beforeSeries, useDaysBefore } from '@/charts/comparison'
import { useChartParams, useDrill } from '@/charts/params'
import { daysText, type Grain, grainFor, periodOf, periodStarts, type Range, zoneText } from '@/charts/period'
import { emptyDays, periodRows } from '@/charts/periodRows'
import { CompareControl, RangeControl, useRange, ZoneControl } from '@/charts/Range'
import { rowsOfPeriod } from '@/charts/rangeFilter'
import { useFigures } from '@/charts/useFigures'
import { numberLocale } from '@/ui/locale'

const dollars = new Intl.NumberFormat(numberLocale, {
  style: 'currency',
  currency: 'USD',
  maximumFractionDigits: 2,
})
const money = (micros: number) => dollars.format(micros / 1_000_000)

interface Bot {
  id: string
  label: string
  daily_budget_micros: number | null
}

const definition =
  'The sum of what each action cost by its own record, by the day, week or month in which it was logged. Only costs in US dollars are drawn, since currencies are never added. The line is the sum of the daily budgets that are set.'

function useBots(): readonly Bot[] {
  const { result } = useList<Bot>({
    resource: 'ai_bot_health',
    pagination: { pageSize: 100 },
    sorters: [{ field: 'label', order: 'asc' }],
    meta: { select: 'id,label,daily_budget_micros', count: 'none' },
    errorNotification: false,
  })
  return result?.data ?? []
}

interface Cost {
  period_start: string
  bot_id: string
  cost_currency: string
  cost_micros: number
}

/** What a bot, or all of them, cost in a period. */
const costIn = (rows: readonly Cost[], start: string, bot: string | undefined) =>
  rows.reduce(
    (sum, row) =>
      row.period_start === start && (!bot || row.bot_id === bot) && row.cost_currency === 'USD'
        ? sum + row.cost_micros
        : sum,
    0,
  )

const budgetOf = (bots: readonly Bot[]) =>
  bots.reduce((sum, { daily_budget_micros }) => sum + (daily_budget_micros ?? 0), 0)

function useCosts(range: Range, grain: Grain) {
  const args = { from_date: range.from, to_date: range.to, time_zone: range.zone, grain }
  const earlier = useDaysBefore(range, grain)
  const { rows: rowsBefore } = useFigures(
    'bot_costs',
    earlier && { ...args, from_date: earlier.from, to_date: earlier.to },
  )
  return { ...useFigures('bot_costs', args), earlier, rowsBefore }
}

function BotChoice({ bots, chosen }: { bots: readonly Bot[]; chosen: Bot | undefined }) {
  const { set } = useChartParams()
  return (
    <Select
      style={{ width: 168 }}
      aria-label="Bot"
      value={chosen?.id ?? ''}
      options={[{ value: '', label: 'All bots' }, ...bots.map(({ id, label }) => ({ value: id, label }))]}
      onChange={(bot) => set({ bot: bot || undefined })}
    />
  )
}

/** What each bot costs, with the line of its budget; a click leads to what it did. */
export default function CostChart() {
  const { get } = useChartParams()
  const { drill } = useDrill('/bot-actions-log')
  const range = useRange('30d')
  const grain = grainFor(range)
  const { query, rows = [], earlier, rowsBefore } = useCosts(range, grain)
  const bots = useBots()
  const chosen = bots.find(({ id }) => id === get('bot'))
  const shown = (chosen ? [chosen] : bots).filter(({ id }) => rows.some(({ bot_id }) => bot_id === id))
  const starts = periodStarts(grain, range)
  const going = new Set(rows.filter(({ unfinished }) => unfinished).map(({ period_start }) => period_start))
  const periods = starts.map((start) => periodOf(grain, start, going.has(start)))
  const costOf = (start: string, bot: string) => costIn(rows, start, bot)
  const costBefore =
    earlier &&
    rowsBefore &&
    periodStarts(grain, earlier).map((start) => costIn(rowsBefore, start, chosen?.id))
  const budget = budgetOf(chosen ? [chosen] : bots)
  const hasBudget = grain === 'day' && budget > 0
  const alert = alertFigure(chosen ? undefined : 'bot_cost', grain)
  const alerts = useAlertLines(alert, starts.length)
  const lines = (start: string) => [
    ...shown.map(({ id, label }) => ({ label, value: money(costOf(start, id)) })),
    ...(hasBudget ? [{ label: 'Budget', value: money(budget) }] : []),
  ]
  const pick = (start: string) => {
    const row = rows.find(({ period_start }) => period_start === start)
    const period_end = periods.find((one) => one.start === start)?.end
    if (row)
      drill({
        created_at: rowsOfPeriod(range.zone, { ...row, period_end }),
        bot_id: chosen ? `any:${chosen.id}` : undefined,
      })
  }
  return (
    <Chart
      title="Cost of the bots"
      note={`US dollars a ${grain} · ${zoneText(range.zone)} · click a ${grain} for its actions`}
      foot={hasBudget ? `Budget ${money(budget)} a day` : 'A budget is set on the page of a bot'}
      controls={
        <>
          <BotChoice bots={bots} chosen={chosen} />
          <RangeControl range={range} />
          <ZoneControl zone={range.zone} />
          <CompareControl />
        </>
      }
      reading={query}
      pin="bot-cost"
      alert={alert}
      empty={emptyDays(query.data !== undefined && rows.length === 0, 'No bot did anything in these days')}
      explain={definition}
      table={{
        caption: `Cost of the bots by ${grain} in US dollars, ${daysText(range)}, ${zoneText(range.zone)}`,
        head: [
          'Period',
          ...shown.map(({ label }) => label),
          ...(hasBudget ? ['Budget'] : []),
          ...(costBefore ? ['In the period before'] : []),
        ],
        rows: periodRows(
          periods,
          (at, { start }) => [
            ...lines(start).map(({ value }) => value),
            ...(costBefore ? [money(costBefore[at] ?? 0)] : []),
          ],
          ({ start }) => pick(start),
        ),
      }}
    >
      <TimePlot
        periods={periods}
        series={[
          ...shown.map(({ id, label }, at) => ({
            key: id,
            label,
            mark: 'bar' as const,
            stack: 'cost',
            colour: at,
            values: starts.map((start) => costOf(start, id) / 1_000_000),
          })),
          ...(hasBudget
            ? [
                {
                  key: 'budget',
                  label: 'Budget a day',
                  mark: 'line' as const,
                  colour: 3,
                  dashed: true,
                  values: starts.map(() => budget / 1_000_000),
                },
              ]
            : []),
          ...beforeSeries(
            costBefore?.map((micros) => micros / 1_000_000),
            starts.length,
            grain,
            'Cost',
          ),
          ...alerts,
        ]}
        summary={`Cost of the bots by ${grain}, ${daysText(range)}.`}
        details={(at) => lines(starts[at] ?? '')}
        onPick={({ start }) => pick(start)}
        pickText="shows its actions"
      />
    </Chart>
  )
}
