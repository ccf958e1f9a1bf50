import { alertFigure, useAlertLines } from '@/charts/alertLines'
import { Chart, type ChartTable, TimePlot } from '@/charts/Chart'
import { beforeSeries } from '@/charts/comparison'
import { useBeginning } from '@/charts/knownPeriods'
import { figureText, numberText } from '@/charts/numbers'
import { daysText, type Period, periodOf, zoneText } from '@/charts/period'
import { emptyDays, periodRows } from '@/charts/periodRows'
import { useFigures } from '@/charts/useFigures'
import { useMembersBehind } from '@/charts/useMembersBehind'
import type { RowOfResult } from '@/supabase/rpc'
import { activeIn } from './activity'
import { useSpan } from './useSpan'

type Row = RowOfResult<'engagement_lifecycle'>
type Part = (typeof parts)[number]['key']

const parts = [
  { key: 'returning_members', label: 'Returning', mark: 'bar', stack: 'active', colour: 0 },
  { key: 'new_members', label: 'New', mark: 'bar', stack: 'active', colour: 2 },
  { key: 'revived_members', label: 'Revived', mark: 'bar', stack: 'active', colour: 1 },
  { key: 'lapsed_members', label: 'Lapsed', mark: 'line', colour: 3 },
] as const

/** A figure of a period. Lapsed members are unknown until the period is over. */
const figureOf = (row: Row, key: Part) => (key === 'lapsed_members' && row.unfinished ? null : row[key])

/** A part of a period, for the names behind it. New and revived members are not named where either are fewer than five. */
function partOf(row: Row, { key, label }: (typeof parts)[number]) {
  const isSmall = [row.new_members, row.revived_members].some((size) => size > 0 && size < 5)
  const members = figureOf(row, key)
  const isNamed = members !== null && !(isSmall && (key === 'new_members' || key === 'revived_members'))
  return { key: key.replace('_members', ''), label, members, isNamed }
}

/** New, returning and reactivated members, and members who lapsed. */
export default function LifecycleChart() {
  const { range, grain, args, before } = useSpan()
  const { show, panel } = useMembersBehind()
  const { query, rows = [] } = useFigures('engagement_lifecycle', args)
  const { rows: earlier } = useFigures('engagement_lifecycle', before.args)
  const isKnown = useBeginning('session')
  const activeOf = (row: Row) => (isKnown(row) ? row.active_members : null)
  const activeBefore = before.args && earlier?.map(activeOf)
  const periods = rows.map((row) => periodOf(grain, row.period_start, row.unfinished))
  const alert = alertFigure('new_members', grain)
  const alerts = useAlertLines(
    alert,
    rows.length,
    parts.map(({ key }) => key),
  )
  const last = rows.findLast(({ unfinished }) => !unfinished)
  const cells = (row: Row | undefined) =>
    row
      ? [
          { label: 'Active', value: figureText(activeOf(row)) },
          ...parts.map(({ key, label }) => {
            return { label, value: figureText(isKnown(row) ? figureOf(row, key) : null) }
          }),
        ]
      : []
  const pick = (period: Period) => {
    const row = rows.find(({ period_start }) => period_start === period.start)
    show({ ...activeIn(period, range.zone), ...(row && { parts: parts.map((part) => partOf(row, part)) }) })
  }
  const table: ChartTable = {
    caption: `Active members by ${grain}, ${daysText(range)}, ${zoneText(range.zone)}`,
    head: [
      'Period',
      'Active',
      ...parts.map(({ label }) => label),
      ...(activeBefore ? ['Active in the period before'] : []),
    ],
    behind: { Active: 'rows', ...Object.fromEntries(parts.map(({ label }) => [label, 'part'])) },
    rows: periodRows(
      periods,
      (at) => [
        ...cells(rows[at]).map(({ value }) => value),
        ...(activeBefore ? [figureText(activeBefore[at])] : []),
      ],
      pick,
    ),
  }
  return (
    <>
      <Chart
        title="New, returning, revived, lapsed"
        note={`Members a ${grain} · ${zoneText(range.zone)} · click a ${grain} for its members`}
        foot={
          last
            ? `Last finished ${grain}: ${numberText(last.new_members)} new + ${numberText(last.returning_members)} returning + ${numberText(last.revived_members)} revived = ${numberText(last.active_members)} active`
            : null
        }
        reading={query}
        pin="lifecycle"
        alert={alert}
        range={range}
        empty={emptyDays(
          rows.length > 0 && rows.every((row) => row.active_members + row.lapsed_members === 0),
          'Nobody was active in these days',
        )}
        explain={
          <>
            New members had the first session ever in the {grain}. Returning ones were active in the {grain}{' '}
            before, too. Revived ones were not, but at some time before that. The three make up the active
            members. Lapsed members were active in the {grain} before and not in this one, which is known when
            it is over.
          </>
        }
        table={table}
      >
        <TimePlot
          periods={periods}
          series={[
            ...parts.map((part) => ({
              ...part,
              values: rows.map((row) => (isKnown(row) ? figureOf(row, part.key) : null)),
            })),
            ...beforeSeries(activeBefore, rows.length, grain, 'Active'),
            ...alerts,
          ]}
          summary={`New, returning, revived and lapsed members by ${grain}, ${daysText(range)}.`}
          details={(at) => cells(rows[at])}
          onPick={pick}
          pickText="shows its members"
        />
      </Chart>
      {panel}
    </>
  )
}
