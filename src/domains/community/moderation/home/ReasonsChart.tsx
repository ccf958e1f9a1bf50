import { useNavigate } from 'react-router'
import { Chart, TimePlot } from '@/charts/Chart'
import { periodCell } from '@/charts/cells'
import { beforeSeries, useDaysBefore } from '@/charts/comparison'
import { knownOf, sumsByPeriod, useBeginning } from '@/charts/knownPeriods'
import { figureText, numberText } from '@/charts/numbers'
import { daysText, periodOf, periodStarts, type Range, today, zoneText } from '@/charts/period'
import { rowsOfPeriod } from '@/charts/rangeFilter'
import { decisionsWith, type ReasonCount, topReasons } from '../homeFigures'
import type { FigureQuery } from './figureQuery'

/** The reasons for hiding, removing and escalating, over time. */
export function ReasonsChart({
  reading,
  before,
  grain,
  days,
}: {
  reading: FigureQuery<ReasonCount>
  /** The rows of the previous period, when comparison is on. */
  before: readonly ReasonCount[] | undefined
  grain: 'day' | 'week'
  days: Range
}) {
  const navigate = useNavigate()
  // A period without decisions has one row with a count of zero, which is not shown.
  const all = reading.data ?? []
  const rows = all.filter(({ decisions }) => decisions > 0)
  const now = today(days.zone)
  const periods = periodStarts(grain, days).map((start) => {
    const period = periodOf(grain, start)
    return { ...period, unfinished: period.end >= now }
  })
  const top = topReasons(rows, 6)
  const earlier = useDaysBefore(days, grain)
  const isKnown = useBeginning('decision')
  const rowOf = new Map(all.map((row) => [row.period_start, row]))
  const sumBefore = sumsByPeriod(isKnown, before ?? [])
  const allBefore =
    earlier &&
    before &&
    periodStarts(grain, earlier).map((start) => sumBefore(start, ({ decisions }) => decisions))
  const pick = (row: ReasonCount | undefined, reason?: string) => {
    if (row) navigate(decisionsWith(rowsOfPeriod(days.zone, row), reason))
  }
  return (
    <Chart
      title="Reasons over time"
      note={`Hidden, removed and escalated, a ${grain} · ${zoneText(days.zone)} · click a ${grain} for its decisions`}
      reading={reading}
      pin="moderation-reasons"
      range={days}
      explain="Decisions to hide, remove or escalate, by the reason that was given and the day or week in which they were made. The six most frequent reasons are drawn; the table has all. Compared with is the sum of all reasons. Before the first decision nothing is known, which is not zero."
      empty={
        rows.length === 0
          ? {
              title: 'No reasons in these days',
              text: 'Why things were hidden, removed or escalated is counted here.',
            }
          : undefined
      }
      table={{
        caption: `Reasons by ${grain}, ${daysText(days)}, ${zoneText(days.zone)}`,
        head: [
          grain === 'day' ? 'Day' : 'Week',
          'Reason',
          'Decisions',
          ...(allBefore ? ['All reasons, the period before'] : []),
        ],
        textColumns: 2,
        behind: { Decisions: 'rows' },
        rows: rows
          .map((row) => ({
            key: `${row.period_start} ${row.reason_code}`,
            cells: [
              periodCell(periodOf(grain, row.period_start)),
              row.reason_label,
              numberText(row.decisions),
              ...(allBefore
                ? [figureText(allBefore[periods.findIndex(({ start }) => start === row.period_start)])]
                : []),
            ],
            unfinished: row.period_end >= now,
            onPick: () => pick(row, row.reason_code),
          }))
          .reverse(),
      }}
    >
      <TimePlot
        periods={periods}
        series={[
          ...top.map(({ code, label, countIn }, index) => ({
            key: code ?? 'others',
            label,
            values: periods.map(({ start }) => knownOf(isKnown, rowOf.get(start), () => countIn(start))),
            mark: 'bar' as const,
            stack: 'reasons',
            colour: code ? index : 7,
          })),
          ...beforeSeries(allBefore, periods.length, grain, 'All reasons'),
        ]}
        summary={`Reasons by ${grain}, ${daysText(days)}. Most often: ${top[0]?.label ?? 'none'}.`}
        height={196}
        onPick={({ start }) => pick(all.find((row) => row.period_start === start))}
        pickText="shows its decisions"
      />
    </Chart>
  )
}
