import { Segmented } from 'antd'
import { Link, useNavigate } from 'react-router'
import { alertFigure, useAlertLines } from '@/charts/alertLines'
import { Chart, type ChartTable, TimePlot } from '@/charts/Chart'
import { periodCell, unitCell } from '@/charts/cells'
import { beforeSeries } from '@/charts/comparison'
import { type IsKnown, knownOf, useBeginning } from '@/charts/knownPeriods'
import type { Series } from '@/charts/Legend'
import { figureText, numberText } from '@/charts/numbers'
import { useChartParams } from '@/charts/params'
import { daysText, type Period, periodOf, type Range, today, zoneText } from '@/charts/period'
import { rowsOfRange } from '@/charts/rangeFilter'
import { lengthText, type Pace } from '../homeFigures'
import { queueUrl, type View } from '../queueView'
import type { FigureQuery } from './figureQuery'

const metrics = [
  { value: 'decisions', label: 'Decisions' },
  { value: 'time', label: 'Time to decision' },
  { value: 'overturned', label: 'Overturned' },
]

/** A metric of one day for the whole team. */
function ofTeam(metric: string, row: Pace): number | null {
  if (metric === 'time') return row.median_seconds === null ? null : Number(row.median_seconds)
  return metric === 'decisions' ? row.team : row.team_overturned
}

interface PaceChartProps {
  reading: FigureQuery<Pace>
  /** The rows of the previous period, when comparison is on. */
  before: readonly Pace[] | undefined
  me: string
  days: Range
}

function paceSeries(metric: string, rows: readonly Pace[], isKnown: IsKnown): Series[] {
  const told = (of: (row: Pace) => number) => rows.map((row) => knownOf(isKnown, row, of))
  const seconds = (value: number | null) => (value === null ? null : Number(value))
  return metric === 'time'
    ? [
        {
          key: 'team',
          label: 'Median of the team',
          values: rows.map((row) => seconds(row.median_seconds)),
          mark: 'line',
          colour: 1,
        },
        {
          key: 'own',
          label: 'Your median',
          values: rows.map((row) => seconds(row.own_median_seconds)),
          mark: 'line',
        },
      ]
    : [
        {
          key: 'own',
          label: 'You',
          values: told((row) => (metric === 'decisions' ? row.own : row.own_overturned)),
          mark: 'bar',
          stack: 'all',
        },
        {
          key: 'others',
          label: 'Colleagues',
          values: told((row) =>
            metric === 'decisions' ? row.team - row.own : row.team_overturned - row.own_overturned,
          ),
          mark: 'bar',
          stack: 'all',
          pale: true,
        },
      ]
}

/** The history view with the decisions of a range of days or of one day. */
function doneOf(days: Range, first: Pace | undefined, last: Pace | undefined): View {
  if (!first || !last) return { view: 'done' }
  const range = { zone: days.zone, from: first.day, to: last.day }
  const moments = { starts_at: first.starts_at, ends_at: last.ends_at }
  const [from, to] = rowsOfRange(range, moments).replace('between:', '').split(',')
  return { view: 'done', ...(from && to && { from, to }) }
}

interface PaceTable extends Pick<PaceChartProps, 'before' | 'days'> {
  rows: readonly Pace[]
  periods: readonly Period[]
  isKnown: IsKnown
  onPick: (row: Pace) => void
}

const secondsCell = (seconds: number | null) =>
  unitCell(seconds === null ? null : Number(seconds), 'seconds', lengthText)

function tableOf({ rows, before, days, periods, isKnown, onPick }: PaceTable): ChartTable {
  const told = (row: Pace | undefined, of: (row: Pace) => number | null) => knownOf(isKnown, row, of)
  return {
    caption: `Decisions a day, ${daysText(days)}, ${zoneText(days.zone)}`,
    head: [
      'Day',
      'You',
      'Colleagues',
      'Team',
      'Yours overturned',
      'Colleagues’ overturned',
      'Overturned',
      'Your time',
      'Time of the team',
      ...(before ? ['Team, the days before'] : []),
    ],
    behind: { Team: 'rows' },
    rows: rows
      .map((row, index) => ({
        key: row.day,
        cells: [
          periodCell(periods[index]!),
          figureText(told(row, ({ own }) => own)),
          figureText(told(row, ({ own, team }) => team - own)),
          figureText(told(row, ({ team }) => team)),
          figureText(told(row, (one) => one.own_overturned)),
          figureText(told(row, (one) => one.team_overturned - one.own_overturned)),
          figureText(told(row, (one) => one.team_overturned)),
          secondsCell(row.own_median_seconds),
          secondsCell(row.median_seconds),
          ...(before ? [figureText(told(before[index], ({ team }) => team))] : []),
        ],
        unfinished: periods[index]!.unfinished,
        onPick: () => onPick(row),
      }))
      .reverse(),
  }
}

/** Decisions by day, own and the team's, with the time they took and how many were overturned. */
export function PaceChart({ reading, before, me, days }: PaceChartProps) {
  const { get, set } = useChartParams()
  const navigate = useNavigate()
  const metric = metrics.find(({ value }) => value === get('metric'))?.value ?? 'decisions'
  const rows = reading.data ?? []
  const now = today(days.zone)
  const periods = rows.map(({ day }) => periodOf('day', day, day === now))
  const isKnown = useBeginning('decision')
  const told = (row: Pace | undefined, of: (row: Pace) => number | null) => knownOf(isKnown, row, of)
  const isTime = metric === 'time'
  const series = paceSeries(metric, rows, isKnown)
  const format = isTime ? lengthText : numberText
  const sum = (of: (row: Pace) => number) => rows.reduce((total, row) => total + of(row), 0)
  const done = doneOf(days, rows[0], rows.at(-1))
  const pick = (row: Pace | undefined) =>
    navigate(queueUrl({ ...doneOf(days, row, row), ...(metric === 'overturned' && { overturned: true }) }))
  const valuesBefore = before?.map((row) => told(row, (one) => ofTeam(metric, one)))
  const alert = metric === 'decisions' ? alertFigure('decisions', 'day') : undefined
  const alerts = useAlertLines(alert, rows.length)
  return (
    <Chart
      title="Pace"
      note={`${isTime ? 'From waiting to decided' : 'A day'} · ${zoneText(days.zone)} · click a day for its decisions`}
      controls={
        <Segmented
          options={metrics}
          value={metric}
          onChange={(next) => set({ metric: next === 'decisions' ? undefined : next })}
          aria-label="Show"
        />
      }
      foot={
        <>
          <Link to={queueUrl({ ...done, by: me })}>{numberText(sum(({ own }) => own))} by you</Link>
          {' of '}
          <Link to={queueUrl(done)}>{numberText(sum(({ team }) => team))}</Link>
          {', '}
          <Link to={queueUrl({ ...done, overturned: true })}>
            {numberText(sum(({ team_overturned }) => team_overturned))} overturned
          </Link>
        </>
      }
      reading={reading}
      alert={alert}
      pin="moderation-pace"
      range={days}
      explain="Decisions by the day on which they were made, without those that were taken back. The time is the median from when an item began to wait. Overturned are decisions that a later one on the same item set aside. Before the first decision nothing is known, which is not zero."
      empty={
        rows.every(({ team }) => team === 0)
          ? {
              title: 'Nothing decided in these days',
              text: 'What moderators decide is counted here, day by day.',
            }
          : undefined
      }
      table={tableOf({ rows, before, days, periods, isKnown, onPick: pick })}
    >
      <TimePlot
        periods={periods}
        series={[...series, ...beforeSeries(valuesBefore, rows.length, 'day', 'The team'), ...alerts]}
        format={format}
        summary={`${metrics.find(({ value }) => value === metric)?.label} by day, ${daysText(days)}. ${numberText(sum(({ team }) => team))} decisions overall, ${numberText(sum(({ own }) => own))} of them yours.`}
        height={196}
        onPick={({ start }) => pick(rows.find((row) => row.day === start))}
        pickText="shows its decisions"
      />
    </Chart>
  )
}
