import { useList } from '@refinedev/core'
import { Select } from 'antd'
import { alertFigure, useAlertLines } from '@/charts/alertLines'
import { Chart, TimePlot } from '@/charts/Chart'
import { cellText, unitCell } from '@/charts/cells'
import { beforeSeries, useDaysBefore } from '@/charts/comparison'
import { knownOf, useBeginning } from '@/charts/knownPeriods'
import type { Series } from '@/charts/Legend'
import { useChartParams, useDrill } from '@/charts/params'
import { daysText, type Grain, grainFor, periodOf, type Range, zoneText } from '@/charts/period'
import { emptyDays, periodRows } from '@/charts/periodRows'
import { CompareControl, RangeControl, useRange, ZoneControl } from '@/charts/Range'
import { rowsOfPeriod } from '@/charts/rangeFilter'
import { useFigures } from '@/charts/useFigures'
import type { TableRow } from '@/supabase/rows'
import { budgetOf, costIn, currencyOf, moneyIn } from './costs'

type Bot = Pick<TableRow<'ai_bot_health'>, 'id' | 'label' | 'daily_budget_micros'>

const definition =
  'The sum of what each action cost by its own record, by the day, week or month in which it was logged. Currencies are never added: where bots cost in several, one is chosen. The line is the sum of the daily budgets that are set, which are in US dollars. Before the first action nothing is known, which is not zero.'

function useBots(): readonly Bot[] {
  const { result } = useList<Bot>({
    resource: 'ai_bot_health',
    pagination: { pageSize: 1000 },
    sorters: [{ field: 'label', order: 'asc' }],
    meta: { select: 'id,label,daily_budget_micros', count: 'none' },
    errorNotification: false,
  })
  return result?.data ?? []
}

function useCosts(range: Range, grain: Grain, asked: string | undefined) {
  const args = { from_date: range.from, to_date: range.to, time_zone: range.zone, grain }
  const earlier = useDaysBefore(range, grain)
  const { rows: rowsBefore = [] } = useFigures(
    'bot_costs',
    earlier && { ...args, from_date: earlier.from, to_date: earlier.to },
  )
  const { query, rows: all = [] } = useFigures('bot_costs', args)
  const { currencies, currency } = currencyOf(all, asked)
  const inCurrency = (rows: typeof all) => rows.filter(({ cost_currency }) => cost_currency === currency)
  // A period without actions has one row without a bot, so every period is present.
  const moments = new Map(all.map((row) => [row.period_start, row]))
  const periods = [...moments.values()].map((row) => periodOf(grain, row.period_start, row.unfinished))
  const isKnown = useBeginning('bot_action')
  const rows = inCurrency(all)
  const costOf = (start: string, bot: string) =>
    knownOf(isKnown, moments.get(start), () => costIn(rows, start, bot))
  const ownBefore = inCurrency(rowsBefore)
  const costBefore = (bot: string | undefined) =>
    earlier && rowsBefore.length > 0
      ? [...new Map(rowsBefore.map((row) => [row.period_start, row]))].map(([start, row]) =>
          knownOf(isKnown, row, () => costIn(ownBefore, start, bot)),
        )
      : undefined
  return { query, rows, moments, periods, currencies, currency, costOf, costBefore }
}

function CurrencyChoice({ currencies, chosen }: { currencies: readonly string[]; chosen: string }) {
  const { set } = useChartParams()
  if (currencies.length < 2) return null
  return (
    <Select
      style={{ width: 84 }}
      aria-label="Currency"
      value={chosen}
      options={currencies.map((value) => ({ value }))}
      onChange={(currency) => set({ currency })}
    />
  )
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

/** The daily budget for `count` periods, as a line. */
function budgetSeries(micros: number, count: number): Series {
  return {
    key: 'budget',
    label: 'Budget a day',
    mark: 'line',
    neutral: true,
    dashed: true,
    values: Array.from({ length: count }, () => micros / 1_000_000),
  }
}

const unitsOf = (micros: number | null | undefined) => (micros == null ? null : micros / 1_000_000)

/** The cost of each bot with its budget line; a click opens the bot's actions. */
export default function CostChart() {
  const { get } = useChartParams()
  const { drill } = useDrill('/bot-actions-log')
  const range = useRange('30d')
  const grain = grainFor(range)
  const { query, rows, moments, periods, currencies, currency, costOf, ...costs } = useCosts(
    range,
    grain,
    get('currency'),
  )
  const money = moneyIn(currency)
  const cellOf = (micros: number | null | undefined) =>
    unitCell(unitsOf(micros), currency, () => money(micros ?? 0))
  const bots = useBots()
  const chosen = bots.find(({ id }) => id === get('bot'))
  const shown = (chosen ? [chosen] : bots).filter(({ id }) => rows.some(({ bot_id }) => bot_id === id))
  const starts = periods.map(({ start }) => start)
  const costBefore = costs.costBefore(chosen?.id)
  const budget = budgetOf(chosen ? [chosen] : bots)
  const dayBudget = grain === 'day' && currency === 'USD' ? budget : undefined
  const hasBudget = dayBudget !== undefined
  const alert = alertFigure(chosen || currency !== 'USD' ? undefined : 'bot_cost', grain)
  const alerts = useAlertLines(alert, starts.length)
  const lines = (start: string) => [
    ...shown.map(({ id, label }) => ({ label, value: cellOf(costOf(start, id)) })),
    ...(hasBudget ? [{ label: 'Budget', value: cellOf(dayBudget) }] : []),
  ]
  const pick = (start: string) => {
    const row = moments.get(start)
    const period_end = periods.find((one) => one.start === start)?.end
    if (row)
      drill({
        created_at: rowsOfPeriod(range.zone, { ...row, period_end }),
        bot_id: chosen ? `any:${chosen.id}` : undefined,
        cost_currency: currencies.length > 1 ? `is:${currency}` : undefined,
      })
  }
  return (
    <Chart
      title="Cost of the bots"
      note={`${currency} a ${grain} · ${zoneText(range.zone)} · click a ${grain} for its actions`}
      foot={hasBudget ? `Budget ${money(dayBudget)} a day` : 'A budget is set on the page of a bot'}
      controls={
        <>
          <CurrencyChoice currencies={currencies} chosen={currency} />
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
        caption: `Cost of the bots by ${grain} in ${currency}, ${daysText(range)}, ${zoneText(range.zone)}`,
        head: [
          'Period',
          ...shown.map(({ label }) => label),
          ...(hasBudget ? ['Budget'] : []),
          ...(costBefore ? ['In the period before'] : []),
        ],
        behind: Object.fromEntries(shown.map(({ label }) => [label, 'cost_micros'])),
        rows: periodRows(
          periods,
          (at, { start }) => [
            ...lines(start).map(({ value }) => value),
            ...(costBefore ? [cellOf(costBefore[at])] : []),
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
            values: starts.map((start) => unitsOf(costOf(start, id))),
          })),
          ...(hasBudget ? [budgetSeries(dayBudget, starts.length)] : []),
          ...beforeSeries(costBefore?.map(unitsOf), starts.length, grain, 'Cost'),
          ...alerts,
        ]}
        summary={`Cost of the bots by ${grain}, ${daysText(range)}.`}
        details={(at) =>
          lines(starts[at] ?? '').map(({ label, value }) => ({ label, value: cellText(value) }))
        }
        onPick={({ start }) => pick(start)}
        pickText="shows its actions"
      />
    </Chart>
  )
}
