import { Segmented } from 'antd'
import { Bars } from '@/charts/Bars'
import { Chart } from '@/charts/Chart'
import { figureText, shareText } from '@/charts/numbers'
import { useChartParams } from '@/charts/params'
import { daysText, zoneText } from '@/charts/period'
import { emptyDays } from '@/charts/periodRows'
import { rowsOfRange } from '@/charts/rangeFilter'
import { useFigures } from '@/charts/useFigures'
import { useEntries } from '@/resource/entries'
import { places } from './reach'
import { useSpan } from './useSpan'

const kinds = [
  { value: 'game', label: 'Games' },
  { value: 'article', label: 'Articles' },
]
const most = 12

/** How many members each game and article reaches, and how often it is finished. */
export default function ReachChart() {
  const { get, set } = useChartParams()
  const { range, days, before } = useSpan()
  const kind = get('reach') === 'article' ? 'article' : 'game'
  const { query, rows = [] } = useFigures('content_reach', { ...days, kind })
  const { rows: earlier } = useFigures('content_reach', before.days && { ...before.days, kind })
  const membersBefore = (id: string) => earlier?.find((row) => row.id === id)?.members ?? null
  const highest = rows[0]?.members ?? 0
  const completion = (completed: number | null, started: number | null) =>
    completed === null ? '–' : (shareText(completed, started ?? 0) ?? '–')
  const { path, table, rowsAt } = places[kind]
  const { entryOf, mayOpen } = useEntries()
  const entry = entryOf(table)
  const mayRead = entry !== undefined && mayOpen(entry)
  const rowsBehind = (id: string, moments: Parameters<typeof rowsOfRange>[1]) =>
    mayRead ? rowsAt(id, rowsOfRange(range, moments)) : `${path}/${id}`
  return (
    <Chart
      title="Reach and completion"
      note={`Members · ${zoneText(range.zone)} · a name leads to its ${mayRead ? 'rows' : 'record'}`}
      foot={daysText(range)}
      controls={
        <Segmented
          aria-label="Of what"
          options={kinds}
          value={kind}
          onChange={(next) => set({ reach: next === 'game' ? undefined : next })}
        />
      }
      reading={query}
      pin="reach"
      range={range}
      empty={emptyDays(query.data !== undefined && rows.length === 0, 'Nothing was begun in these days')}
      explain={
        kind === 'game' ? (
          <>
            Members who began the game in these days, and of all its plays begun then the share that was
            finished. Of a game that reached fewer than five no figures are told.
          </>
        ) : (
          <>
            Members who opened, liked, saved, shared or read the article in these days, and the share that
            read it. Of an article that reached fewer than five no figures are told.
          </>
        )
      }
      table={{
        caption: `Reach of ${kind}s, ${daysText(range)}, ${zoneText(range.zone)}`,
        head: [
          kind === 'game' ? 'Game' : 'Article',
          'Members',
          'Begun',
          'Finished',
          'Completion',
          ...(before.days ? ['Members, the days before'] : []),
        ],
        behind: { Begun: 'rows' },
        rows: rows.map(({ id, name, members, started, completed, ...moments }) => ({
          key: id,
          to: rowsBehind(id, moments),
          cells: [
            name,
            figureText(members),
            figureText(started),
            figureText(completed),
            completion(completed, started),
            ...(before.days ? [figureText(membersBefore(id))] : []),
          ],
        })),
      }}
    >
      <Bars
        most={most}
        label={`Reach of ${kind}s`}
        rows={rows.map(({ id, name, members, started, completed, ...moments }) => ({
          key: id,
          label: name,
          share: highest > 0 ? (members ?? 0) / highest : 0,
          value: figureText(members),
          detail:
            members === null
              ? 'fewer than five'
              : `${figureText(started)} begun, ${completion(completed, started)} finished${before.days ? ` · before ${figureText(membersBefore(id))}` : ''}`,
          to: rowsBehind(id, moments),
        }))}
      />
    </Chart>
  )
}
