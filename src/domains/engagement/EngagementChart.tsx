import { useCustom } from '@refinedev/core'
import { keepPreviousData } from '@tanstack/react-query'
import { Button, Segmented } from 'antd'
import { Chart, type ChartTable, TimePlot } from '@/charts/Chart'
import { Figures } from '@/charts/Figures'
import { numberText } from '@/charts/numbers'
import { useChartParams, useDrill } from '@/charts/params'
import {
  type Days,
  daysBefore,
  daysText,
  type Grain,
  grainFor,
  type Period,
  periodOf,
  viewerZone,
  zoneText,
} from '@/charts/period'
import { RangeControl, useRange, ZoneControl } from '@/charts/Range'
import type { ConsoleError } from '@/supabase/errors'
import { type Activity, headline, type Metric, metricLabels, metricOf, withNumbers } from './activity'

const grains: { value: Grain; label: string }[] = [
  { value: 'day', label: 'Day' },
  { value: 'week', label: 'Week' },
  { value: 'month', label: 'Month' },
]
const isGrain = (name: string | undefined): name is Grain => grains.some(({ value }) => value === name)

function useActivity(days: Days | undefined, zone: string, grain: Grain) {
  const { query, result } = useCustom<{ [index: number]: Activity }, ConsoleError>({
    url: 'rpc/engagement_activity',
    // By get, as it only reads: safe to repeat, and stopped when nobody waits for it any more.
    method: 'get',
    config: { query: { from_date: days?.from, to_date: days?.to, time_zone: zone, grain } },
    queryOptions: { enabled: !!days, placeholderData: keepPreviousData, staleTime: 60_000 },
    errorNotification: false,
  })
  return { query, rows: query.data ? (result.data as Activity[]).map(withNumbers) : undefined }
}

/** How active the members are over time, above the list of their sessions; a click on a period shows its sessions. */
export default function EngagementChart() {
  const { get, set } = useChartParams()
  const { drill, filterOf } = useDrill('/engagement-sessions')
  const range = useRange('30d')
  const { zone } = range
  const asked = get('grain')
  const grain = isGrain(asked) ? asked : grainFor(range)
  const labels = metricLabels(grain)
  const chosen = get('metric')
  const metric = chosen && chosen in labels ? (chosen as Metric) : 'members'

  const { query, rows = [] } = useActivity(range, zone, grain)
  const { rows: before } = useActivity(daysBefore(grain, range), zone, grain)
  // While another grain is being read, the numbers on the screen are still those of the one before.
  const periods = rows.map((row) => periodOf(grain, row.period_start, row.unfinished))
  const { figures, foot } = headline(grain, rows, before)
  const isEmpty = rows.every(({ sessions }) => sessions === 0)

  const filter = filterOf('started_at')
  const conditionOf = ({ start, end }: Period) => `between:${start},${end}`
  const pick = (period: Period) => {
    const condition = conditionOf(period)
    drill({ started_at: filter === condition ? undefined : condition })
  }
  const lines = (row: Activity | undefined) =>
    row
      ? (Object.entries(labels) as [Metric, string][]).map(([key, label]) => {
          const value = metricOf(key, row)
          return { label, value: value === null ? '–' : numberText(value) }
        })
      : []

  const table: ChartTable = {
    caption: `Activity of members by ${grain}, ${daysText(range)}, ${zoneText(zone)}`,
    head: [grains.find(({ value }) => value === grain)?.label ?? '', ...Object.values(labels)],
    rows: rows
      .map((row, index) => ({ row, period: periods[index]! }))
      .reverse()
      .map(({ row, period }) => ({
        key: period.start,
        cells: [period.title, ...lines(row).map(({ value }) => value)],
        unfinished: period.unfinished,
        onPick: () => pick(period),
      })),
  }
  return (
    <Chart
      title="Activity of members"
      note={
        <>
          {labels[metric]} · {zoneText(zone)} · click a {grain} for its sessions
          {zone === viewerZone ? null : ', which are listed by your own days'}
        </>
      }
      controls={
        <>
          <Segmented
            options={grains}
            value={grain}
            onChange={(next) => set({ grain: next === grainFor(range) ? undefined : next })}
            aria-label="Count by"
          />
          <RangeControl range={range} />
          <ZoneControl zone={zone} />
        </>
      }
      foot={foot}
      figures={
        <Figures
          figures={figures}
          selected={metric}
          onSelect={(key) => set({ metric: key === 'members' ? undefined : key })}
          waiting={query.isLoading}
        />
      }
      reading={query}
      empty={
        isEmpty
          ? {
              title: 'No sessions in these days',
              text: 'Each time a member uses the app, the time they spend there is counted here.',
              action:
                range.preset === '12m' ? undefined : (
                  <Button onClick={() => set({ range: '12m', from: undefined, to: undefined })}>
                    Show the last 12 months
                  </Button>
                ),
            }
          : undefined
      }
      table={table}
    >
      <TimePlot
        periods={periods}
        series={[
          {
            key: metric,
            label: labels[metric],
            values: rows.map((row) => metricOf(metric, row)),
            mark: metric === 'sessions' || metric === 'minutes' ? 'bar' : 'area',
          },
        ]}
        summary={`${labels[metric]}, by ${grain}, ${daysText(range)}. ${figures.find(({ key }) => key === metric)?.value ?? 'Nothing'} overall.`}
        details={(index) => lines(rows[index])}
        onPick={pick}
        pickText="shows its sessions"
        picked={periods.find((period) => conditionOf(period) === filter)?.start}
      />
    </Chart>
  )
}
