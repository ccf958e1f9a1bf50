import { alertFigure, useAlertLines } from '@/charts/alertLines'
import { Chart, TimePlot } from '@/charts/Chart'
import { beforeSeries } from '@/charts/comparison'
import { sumsByPeriod, useBeginning } from '@/charts/knownPeriods'
import { figureText } from '@/charts/numbers'
import { useDrill } from '@/charts/params'
import { daysText, periodOf, periodStarts, zoneText } from '@/charts/period'
import { emptyDays, periodRows } from '@/charts/periodRows'
import { rowsOfPeriod } from '@/charts/rangeFilter'
import { useFigures } from '@/charts/useFigures'
import { useSpan } from './useSpan'

const states = [
  { key: 'introduced', label: 'Introduced', colour: 2 },
  { key: 'accepted', label: 'Accepted', colour: 0 },
  { key: 'presented', label: 'Presented', colour: 4 },
  { key: 'suggested', label: 'Suggested', colour: 5 },
  { key: 'declined', label: 'Declined', colour: 3 },
  { key: 'expired', label: 'Expired', colour: 1 },
  { key: 'closed', label: 'Closed', colour: 6 },
  // Outcomes of fewer than five matches are withheld for privacy.
  { key: 'untold', label: 'Too few to tell', colour: 7 },
] as const

/** The outcomes of the matches made in each period, and the members' ratings. */
export default function OutcomesChart() {
  const { range, grain, args, before } = useSpan()
  const { drill } = useDrill('/matches')
  const { query, rows: told = [] } = useFigures('match_outcomes', args)
  const rows = told.map((row) => ({ ...row, state: row.state ?? (row.matches > 0 ? 'untold' : 'none') }))
  const { rows: earlier } = useFigures('match_outcomes', before.args)
  const isKnown = useBeginning('match')
  const sumIn = sumsByPeriod(isKnown, rows)
  const made = (start: string, of: string) =>
    sumIn(start, ({ state, matches }) => (state === of ? matches : 0))
  const sumBefore = sumsByPeriod(isKnown, earlier ?? [])
  const matchesBefore =
    before.args &&
    earlier &&
    periodStarts(grain, { from: before.args.from_date, to: before.args.to_date }).map((start) =>
      sumBefore(start, ({ matches }) => matches),
    )
  const periods = [...new Map(rows.map((row) => [row.period_start, row.unfinished]))].map(
    ([start, unfinished]) => periodOf(grain, start, unfinished),
  )
  const starts = periods.map(({ start }) => start)
  const present = states.filter(({ key }) => rows.some(({ state }) => state === key))
  const ratingOf = (start: string) => {
    const row = rows.find(({ period_start }) => period_start === start)
    return row?.ratings ? row.rating_sum / row.ratings : null
  }
  const lines = (start: string) => [
    ...present.map(({ key, label }) => ({ label, value: figureText(made(start, key)) })),
    { label: 'Rating', value: figureText(ratingOf(start)) },
  ]
  const pick = (start: string) => {
    const row = rows.find(({ period_start }) => period_start === start)
    const period = periods.find((one) => one.start === start)
    if (row) drill({ created_at: rowsOfPeriod(range.zone, { ...row, period_end: period?.end }) })
  }
  const alert = alertFigure('matches', grain)
  const alerts = useAlertLines(alert, starts.length)
  return (
    <Chart
      title="What became of matches"
      note={`Matches a ${grain} · ${zoneText(range.zone)} · click a ${grain} for its matches`}
      foot={`By the ${grain} in which they were made`}
      reading={query}
      pin="outcomes"
      alert={alert}
      range={range}
      empty={emptyDays(
        query.data !== undefined && rows.every(({ matches }) => matches === 0),
        'No matches were made in these days',
      )}
      explain={
        <>
          Matches by the {grain} in which they were made, and the state that they are in now. The rating is
          the average of one to five that their members gave afterwards. Of fewer than five matches, or five
          ratings, in a {grain} they are not told, nor of one by which they could be worked out. Before the
          first match nothing is known, which is not zero.
        </>
      }
      table={{
        caption: `Matches by ${grain} and outcome, ${daysText(range)}, ${zoneText(range.zone)}`,
        head: [
          'Period',
          ...present.map(({ label }) => label),
          'Rating',
          ...(matchesBefore ? ['Matches in the period before'] : []),
        ],
        behind: Object.fromEntries(present.map(({ label }) => [label, 'rows'])),
        rows: periodRows(
          periods,
          (at, { start }) => [
            ...lines(start).map(({ value }) => value),
            ...(matchesBefore ? [figureText(matchesBefore[at])] : []),
          ],
          ({ start }) => pick(start),
        ),
      }}
    >
      <TimePlot
        periods={periods}
        series={[
          ...present.map((state) => ({
            ...state,
            mark: 'bar' as const,
            stack: 'matches',
            values: starts.map((start) => made(start, state.key)),
          })),
          ...beforeSeries(matchesBefore, starts.length, grain, 'Matches'),
          ...alerts,
        ]}
        summary={`Matches by ${grain} and what became of them, ${daysText(range)}.`}
        details={(at) => lines(starts[at] ?? '')}
        onPick={({ start }) => pick(start)}
        pickText="shows its matches"
      />
    </Chart>
  )
}
