import { useList } from '@refinedev/core'
import { Select } from 'antd'
import { alertFigure, useAlertLines } from '@/charts/alertLines'
import { Chart, TimePlot } from '@/charts/Chart'
import { momentsFilter, useChartParams, useDrill } from '@/charts/params'
import { daysText, grainFor, periodOf, periodStarts, viewerZone, zoneText } from '@/charts/period'
import { RangeControl, useRange, ZoneControl } from '@/charts/Range'
import { useFigures } from '@/charts/useFigures'

const dollars = new Intl.NumberFormat('en', { style: 'currency', currency: 'USD', maximumFractionDigits: 2 })
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

const budgetOf = (bots: readonly Bot[]) =>
  bots.reduce((sum, { daily_budget_micros }) => sum + (daily_budget_micros ?? 0), 0)

/** What each bot costs, with the line of its budget; a click leads to what it did. */
export default function CostChart() {
  const { get, set } = useChartParams()
  const { drill } = useDrill('/bot-actions-log')
  const range = useRange('30d')
  const grain = grainFor(range)
  const { query, rows = [] } = useFigures('bot_costs', {
    from_date: range.from,
    to_date: range.to,
    time_zone: range.zone,
    grain,
  })
  const bots = useBots()
  const chosen = bots.find(({ id }) => id === get('bot'))
  const shown = (chosen ? [chosen] : bots).filter(({ id }) => rows.some(({ bot_id }) => bot_id === id))
  const starts = periodStarts(grain, range)
  const going = new Set(rows.filter(({ unfinished }) => unfinished).map(({ period_start }) => period_start))
  const periods = starts.map((start) => periodOf(grain, start, going.has(start)))
  const costOf = (start: string, bot: string) =>
    rows
      .filter((row) => row.period_start === start && row.bot_id === bot && row.cost_currency === 'USD')
      .reduce((sum, row) => sum + row.cost_micros, 0)
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
    const period = periods.find((one) => one.start === start)
    if (!row || !period) return
    drill({
      created_at:
        range.zone === viewerZone
          ? `between:${period.start},${period.end}`
          : momentsFilter(row.starts_at, row.ends_at),
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
          <Select
            className="chart-feature"
            aria-label="Bot"
            value={chosen?.id ?? ''}
            options={[
              { value: '', label: 'All bots' },
              ...bots.map(({ id, label }) => ({ value: id, label })),
            ]}
            onChange={(bot) => set({ bot: bot || undefined })}
          />
          <RangeControl range={range} />
          <ZoneControl zone={range.zone} />
        </>
      }
      reading={query}
      pin="bot-cost"
      alert={alert}
      empty={
        query.data && rows.length === 0
          ? { title: 'No bot did anything in these days', text: 'Choose other days above.' }
          : undefined
      }
      explain={definition}
      table={{
        caption: `Cost of the bots by ${grain} in US dollars, ${daysText(range)}, ${zoneText(range.zone)}`,
        head: ['Period', ...shown.map(({ label }) => label), ...(hasBudget ? ['Budget'] : [])],
        rows: periods
          .map((period) => ({
            key: period.start,
            cells: [period.title, ...lines(period.start).map(({ value }) => value)],
            unfinished: period.unfinished,
            onPick: () => pick(period.start),
          }))
          .reverse(),
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
