import { Segmented } from 'antd'
import { alertFigure, useAlertLines } from '@/charts/alertLines'
import { Chart, type ChartTable, TimePlot } from '@/charts/Chart'
import { beforeSeries } from '@/charts/comparison'
import { Figures } from '@/charts/Figures'
import { type IsKnown, knownOf, useBeginning } from '@/charts/knownPeriods'
import { figureText } from '@/charts/numbers'
import { useChartParams, useDrill } from '@/charts/params'
import {
  type Days,
  daysBefore,
  daysText,
  type Grain,
  grainFor,
  type Period,
  periodOf,
  type Range,
  zoneText,
} from '@/charts/period'
import { periodRows } from '@/charts/periodRows'
import { CompareControl, LastTwelveMonths, RangeControl, useRange, ZoneControl } from '@/charts/Range'
import { rowsOfPeriod } from '@/charts/rangeFilter'
import { useFigures } from '@/charts/useFigures'
import { useMembersBehind } from '@/charts/useMembersBehind'
import {
  type Activity,
  activeIn,
  headline,
  type Metric,
  metricLabels,
  metricOf,
  withNumbers,
} from './activity'

const grains: { value: Grain; label: string }[] = [
  { value: 'day', label: 'Day' },
  { value: 'week', label: 'Week' },
  { value: 'month', label: 'Month' },
]
// The names of this chart's figures in alerts.
const alertFigures: Record<Metric, string> = {
  members: 'active_members',
  sessions: 'sessions',
  minutes: 'minutes',
  each: 'minutes_each',
}
const isGrain = (name: string | undefined): name is Grain => grains.some(({ value }) => value === name)

function useActivity(days: Days | undefined, zone: string, grain: Grain) {
  const { query, rows } = useFigures(
    'engagement_activity',
    days && { from_date: days.from, to_date: days.to, time_zone: zone, grain },
  )
  return { query, rows: rows?.map(withNumbers) }
}

function linesOf(row: Activity | undefined, labels: Record<Metric, string>, isKnown: IsKnown) {
  if (!row) return []
  return (Object.entries(labels) as [Metric, string][]).map(([key, label]) => {
    return { label, value: figureText(knownOf(isKnown, row, (one) => metricOf(key, one))) }
  })
}

function beforeLine(row: Activity | undefined, metric: Metric, isKnown: IsKnown) {
  if (!row) return []
  return [
    { label: 'The period before', value: figureText(knownOf(isKnown, row, (one) => metricOf(metric, one))) },
  ]
}

interface TableInput {
  grain: Grain
  caption: string
  labels: Record<Metric, string>
  metric: Metric
  rows: readonly Activity[]
  /** The previous periods, when comparison is on. */
  before?: readonly Activity[]
  periods: readonly Period[]
  onPick: (period: Period) => void
  isKnown: IsKnown
}

function tableOf({
  grain,
  caption,
  labels,
  metric,
  rows,
  before,
  periods,
  onPick,
  isKnown,
}: TableInput): ChartTable {
  const earlier = (row: Activity | undefined) =>
    figureText(knownOf(isKnown, row, (one) => metricOf(metric, one)))
  return {
    caption,
    head: [
      grains.find(({ value }) => value === grain)?.label ?? '',
      ...Object.values(labels),
      ...(before ? ['The period before'] : []),
    ],
    behind: { [metric === 'members' ? labels.members : labels.sessions]: 'rows' },
    rows: periodRows(
      periods,
      (at) => [
        ...linesOf(rows[at], labels, isKnown).map(({ value }) => value),
        ...(before ? [earlier(before[at])] : []),
      ],
      onPick,
    ),
  }
}

function Controls({ grain, range, canCompare }: ControlsProps) {
  const { set } = useChartParams()
  return (
    <>
      <Segmented
        options={grains}
        value={grain}
        onChange={(next) => set({ grain: next === grainFor(range) ? undefined : next })}
        aria-label="Count by"
      />
      <RangeControl range={range} />
      <ZoneControl zone={range.zone} />
      <CompareControl disabled={!canCompare} />
    </>
  )
}

interface ControlsProps {
  grain: Grain
  range: Range
  canCompare: boolean
}

/** The definition of the figures: what is counted, and by which time. */
function Explanation({ grain }: { grain: Grain }) {
  return (
    <>
      A session is one time that a member used the app; it belongs to the {grain} in which it began, in the
      zone above. Active members are those with at least one session, each counted once a {grain}. Weeks begin
      on Monday. A period is counted whole, also where the range cuts it; one that still goes on is hatched
      and left out of the figures. Before the first session ever nothing is known, which is not zero.
    </>
  )
}

/**
 * Selecting a period opens its active members where members are plotted, else filters the list of sessions below;
 * selecting it again removes the filter.
 */
function usePicking(metric: Metric, zone: string, rows: readonly Activity[], periods: readonly Period[]) {
  const { drill, filterOf } = useDrill('/engagement-sessions')
  const { show, panel } = useMembersBehind()
  const filter = filterOf('started_at')
  const conditionOf = (period: Period) => {
    const row = rows.find(({ period_start }) => period_start === period.start)
    return row ? rowsOfPeriod(zone, row) : undefined
  }
  return {
    panel,
    picked: periods.find((period) => filter !== undefined && conditionOf(period) === filter)?.start,
    pick: (period: Period) => {
      if (metric === 'members') return show(activeIn(period, zone))
      const condition = conditionOf(period)
      drill({ started_at: filter === condition ? undefined : condition })
    },
  }
}

/** Members' activity over time; a click on a period shows its active members or its sessions. */
export default function EngagementChart() {
  const { get, set } = useChartParams()
  const range = useRange('30d')
  const { zone } = range
  const asked = get('grain')
  const grain = isGrain(asked) ? asked : grainFor(range)
  const labels = metricLabels(grain)
  const chosen = get('metric')
  const usual = useDrill('/engagement-sessions').isThere ? 'sessions' : 'members'
  const metric = chosen && chosen in labels ? (chosen as Metric) : usual

  const { query, rows = [] } = useActivity(range, zone, grain)
  const { rows: before } = useActivity(daysBefore(grain, range), zone, grain)
  // Derived from the rows, because the rows of the previous
  // grain stay on the screen while the next one loads.
  const periods = rows.map((row) => periodOf(grain, row.period_start, row.unfinished))
  const compares = get('compare') === '1' && before !== undefined
  const isKnown = useBeginning('session')
  const toldOf = (row: Activity) => knownOf(isKnown, row, (one) => metricOf(metric, one))
  const { figures, foot } = headline(grain, rows.filter(isKnown), before)
  const isEmpty = rows.every(({ sessions }) => sessions === 0)

  const alert = alertFigure(alertFigures[metric], grain)
  const alerts = useAlertLines(alert, rows.length)
  const { picked, pick, panel } = usePicking(metric, zone, rows, periods)
  const table = tableOf({
    grain,
    caption: `Activity of members by ${grain}, ${daysText(range)}, ${zoneText(zone)}`,
    labels,
    metric,
    rows,
    before: compares ? before : undefined,
    periods,
    onPick: pick,
    isKnown,
  })
  return (
    <>
      <Chart
        title="Activity of members"
        note={
          <>
            {labels[metric]} · {zoneText(zone)} · click a {grain} for its{' '}
            {metric === 'members' ? 'members' : 'sessions'}
          </>
        }
        controls={<Controls grain={grain} range={range} canCompare={!!before} />}
        foot={foot}
        figures={
          <Figures
            figures={figures}
            selected={metric}
            onSelect={(key) => set({ metric: key === usual ? undefined : key })}
            waiting={query.isLoading}
          />
        }
        reading={query}
        empty={
          isEmpty
            ? {
                title: 'No sessions in these days',
                text: 'Each time a member uses the app, the time they spend there is counted here.',
                action: <LastTwelveMonths range={range} />,
              }
            : undefined
        }
        table={table}
        pin="activity"
        alert={alert}
        explain={<Explanation grain={grain} />}
      >
        <TimePlot
          periods={periods}
          series={[
            {
              key: metric,
              label: labels[metric],
              values: rows.map(toldOf),
              mark: metric === 'sessions' || metric === 'minutes' ? 'bar' : 'area',
            },
            ...beforeSeries(compares ? before.map(toldOf) : undefined, rows.length, grain),
            ...alerts,
          ]}
          summary={`${labels[metric]}, by ${grain}, ${daysText(range)}. ${figures.find(({ key }) => key === metric)?.value ?? 'Nothing'} overall.`}
          details={(index) => [
            ...linesOf(rows[index], labels, isKnown),
            ...(compares ? beforeLine(before[index], metric, isKnown) : []),
          ]}
          onPick={pick}
          pickText={metric === 'members' ? 'shows its members' : 'shows its sessions'}
          picked={picked}
        />
      </Chart>
      {panel}
    </>
  )
}
