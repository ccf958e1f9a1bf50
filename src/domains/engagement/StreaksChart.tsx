import { Bars } from '@/charts/Bars'
import { Chart } from '@/charts/Chart'
import { numberText, shareText } from '@/charts/numbers'
import { shortDayText, zoneText } from '@/charts/period'
import { useFigures } from '@/charts/useFigures'
import { useSpan } from './span'
import { longest, streakBands } from './streaks'

/** How many days in a row members have come. */
export default function StreaksChart() {
  const { range } = useSpan()
  const { query, rows = [] } = useFigures('engagement_streaks', {
    to_date: range.to,
    time_zone: range.zone,
    days: longest,
  })
  const bands = streakBands(rows)
  const all = bands.reduce((sum, { members }) => sum + members, 0)
  const highest = Math.max(1, ...bands.map(({ members }) => members))
  const last = rows[0]?.last_day
  return (
    <Chart
      title="Streaks"
      note={`Members · ${zoneText(range.zone)}`}
      foot={last ? `Days in a row up to ${shortDayText(last)}` : null}
      reading={query}
      pin="streaks"
      range={range}
      compares={false}
      empty={
        query.data && rows.length === 0
          ? { title: 'Nobody came on the last day', text: 'Choose other days above.' }
          : undefined
      }
      explain={
        <>
          Members with a session on the last finished day of the range, by how many days in a row up to it
          they had one. A day is one of the zone above.
        </>
      }
      table={{
        caption: `Members by days in a row, ${zoneText(range.zone)}`,
        head: ['Days in a row', 'Members'],
        rows: rows.map(({ streak, members, is_longest }) => ({
          key: String(streak),
          cells: [is_longest ? `${streak} and more` : String(streak), numberText(members)],
        })),
      }}
    >
      <Bars
        label="Members by days in a row"
        rows={bands.map(({ label, members }) => ({
          key: label,
          label,
          share: members / highest,
          value: numberText(members),
          detail: shareText(members, all),
        }))}
      />
    </Chart>
  )
}
