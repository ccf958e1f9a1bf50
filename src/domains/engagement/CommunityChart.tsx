import { alertFigure, useAlertLines } from '@/charts/alertLines'
import { Chart, TimePlot } from '@/charts/Chart'
import { beforeSeries } from '@/charts/comparison'
import { Figures } from '@/charts/Figures'
import { knownOf, useBeginning, wholeBefore } from '@/charts/knownPeriods'
import { changeText, figureText, numberText } from '@/charts/numbers'
import { useChartParams, useDrill } from '@/charts/params'
import { daysBefore, daysText, periodOf, zoneText } from '@/charts/period'
import { emptyDays, periodRows } from '@/charts/periodRows'
import { rowsOfPeriod } from '@/charts/rangeFilter'
import { useFigures } from '@/charts/useFigures'
import { useEntries } from '@/resource/entries'
import type { RowOfResult } from '@/supabase/rpc'
import { useSpan } from './useSpan'

type Row = RowOfResult<'community_activity'>

const parts = {
  posts: { label: 'Posts', table: 'community_posts', path: '/community-posts' },
  comments: { label: 'Comments', table: 'post_comments', path: '/post-comments' },
  reactions: { label: 'Reactions', table: 'post_reactions', path: '/post-reactions' },
} as const
type Part = keyof typeof parts
const keys = Object.keys(parts) as Part[]

/** Counts for each period and for the same number of periods before; unknown periods are null. */
function useCommunityActivity({ range, grain, args }: ReturnType<typeof useSpan>) {
  const { query, rows = [] } = useFigures('community_activity', args)
  const days = daysBefore(grain, range)
  const { rows: before } = useFigures(
    'community_activity',
    days && { ...args, from_date: days.from, to_date: days.to },
  )
  const isKnown = {
    posts: useBeginning('post'),
    comments: useBeginning('comment'),
    reactions: useBeginning('reaction'),
    writers: useBeginning('post', 'comment'),
  }
  const told = (row: Row | undefined, key: keyof typeof isKnown) =>
    knownOf(isKnown[key], row, (one) => one[key])
  const sum = (of: readonly Row[] | undefined, key: Part) =>
    (of ?? []).reduce((all, row) => (row.unfinished ? all : all + (told(row, key) ?? 0)), 0)
  return { query, rows, before, isKnown, told, sum }
}

/** Members' posts, comments and reactions; a click opens the rows for roles that may read them. */
export default function CommunityChart() {
  const { get, set } = useChartParams()
  const span = useSpan()
  const { range, grain } = span
  const { entryOf, mayOpen } = useEntries()
  const asked = get('wrote')
  const part: Part = asked && asked in parts ? (asked as Part) : 'posts'
  const { drill } = useDrill(parts[part].path)
  const entry = entryOf(parts[part].table)
  const compares = get('compare') === '1'
  const canOpen = entry !== undefined && mayOpen(entry)
  const { query, rows, before, isKnown, told, sum } = useCommunityActivity(span)
  const periods = rows.map((row) => periodOf(grain, row.period_start, row.unfinished))
  const lines = (row: Row | undefined) =>
    row
      ? [
          ...keys.map((key) => ({ label: parts[key].label, value: figureText(told(row, key)) })),
          { label: 'Who wrote', value: figureText(told(row, 'writers')) },
        ]
      : []
  const pick = (start: string) => {
    const row = rows.find(({ period_start }) => period_start === start)
    if (row) drill({ created_at: rowsOfPeriod(range.zone, row) })
  }
  const alert = alertFigure(part, grain)
  const alerts = useAlertLines(alert, rows.length)
  return (
    <Chart
      title="Posts, comments and reactions"
      note={`${parts[part].label} a ${grain} · ${zoneText(range.zone)}${canOpen ? ` · click a ${grain} for its rows` : ''}`}
      foot={daysText(range)}
      figures={
        <Figures
          figures={keys.map((key) => ({
            key,
            label: parts[key].label,
            value: numberText(sum(rows, key)),
            change: changeText(sum(rows, key), sum(wholeBefore(isKnown[key], before), key)),
          }))}
          selected={part}
          onSelect={(key) => set({ wrote: key === 'posts' ? undefined : key })}
          waiting={query.isLoading}
        />
      }
      reading={query}
      pin="community"
      alert={alert}
      range={range}
      empty={emptyDays(
        rows.length > 0 && keys.every((key) => rows.every((row) => row[key] === 0)),
        'Nobody wrote or reacted in these days',
      )}
      explain={
        <>
          By the {grain} in which they were made, whatever became of them since. Figures leave out a {grain}{' '}
          that still goes on, and compare with as many before. Before the first of its kind nothing is known,
          which is not zero. Who wrote are members with a post or a comment, each once a {grain}.
        </>
      }
      table={{
        caption: `Posts, comments and reactions by ${grain}, ${daysText(range)}, ${zoneText(range.zone)}`,
        head: [
          'Period',
          ...keys.map((key) => parts[key].label),
          'Who wrote',
          ...(compares ? [`${parts[part].label} in the period before`] : []),
        ],
        behind: { [parts[part].label]: 'rows' },
        rows: periodRows(
          periods,
          (at) => [
            ...lines(rows[at]).map(({ value }) => value),
            ...(compares ? [figureText(told(before?.[at], part))] : []),
          ],
          canOpen ? ({ start }) => pick(start) : undefined,
        ),
      }}
    >
      <TimePlot
        periods={periods}
        series={[
          { key: part, label: parts[part].label, mark: 'bar', values: rows.map((row) => told(row, part)) },
          ...beforeSeries(compares ? before?.map((row) => told(row, part)) : undefined, rows.length, grain),
          ...alerts,
        ]}
        summary={`${parts[part].label} by ${grain}, ${daysText(range)}.`}
        details={(at) => lines(rows[at])}
        {...(canOpen && { onPick: ({ start }) => pick(start), pickText: 'shows its rows' })}
      />
    </Chart>
  )
}
