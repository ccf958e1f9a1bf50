import { Bars } from '@/charts/Bars'
import { Chart } from '@/charts/Chart'
import { numberText, shareText } from '@/charts/numbers'
import { shortDayText, zoneText } from '@/charts/period'
import { emptyDays } from '@/charts/periodRows'
import { useFigures } from '@/charts/useFigures'
import { useMembersBehind } from '@/charts/useMembersBehind'
import { type Band, bandText, longest } from './streaks'
import { useSpan } from './useSpan'

/** How many consecutive days members have come. */
export default function StreaksChart() {
  const { range, before: earlier } = useSpan()
  const { query, rows = [] } = useFigures('engagement_streaks', {
    to_date: range.to,
    time_zone: range.zone,
    days: longest,
  })
  const { rows: rowsBefore } = useFigures(
    'engagement_streaks',
    earlier.days && { to_date: earlier.days.to_date, time_zone: range.zone, days: longest },
  )
  const compared = earlier.days && rowsBefore
  const { show, panel } = useMembersBehind()
  const all = rows.reduce((sum, { members }) => sum + members, 0)
  const highest = Math.max(1, ...rows.map(({ members }) => members))
  const last = rows[0]?.last_day
  // Small bands can be combined in one period and separate in the other, so only equal bands are compared.
  const before = (band: Band) => {
    const same = compared?.find((one) => one.at_least === band.at_least && one.at_most === band.at_most)
    return same ? numberText(same.members) : '–'
  }
  const pickOf = ({ at_least, at_most, members, last_day }: (typeof rows)[number]) =>
    members < 5
      ? undefined
      : () =>
          show({
            title: `${bandText({ at_least, at_most })} in a row up to ${shortDayText(last_day)}`,
            args: { from_date: last_day, to_date: last_day, time_zone: range.zone, at_least, at_most },
          })
  return (
    <>
      <Chart
        title="Streaks"
        note={`Members · ${zoneText(range.zone)} · a name leads to its members`}
        foot={last ? `Days in a row up to ${shortDayText(last)}` : null}
        reading={query}
        pin="streaks"
        range={range}
        empty={emptyDays(query.data !== undefined && rows.length === 0, 'Nobody came on the last day')}
        explain={
          <>
            Members with a session on the last finished day of the range, by how many days in a row up to it
            they had one. A day is one of the zone above. Bands of fewer than five members stand together with
            their neighbours. What is compared with is the last day before the range.
          </>
        }
        table={{
          caption: `Members by days in a row, ${zoneText(range.zone)}`,
          head: ['Days in a row', 'Members', ...(compared ? ['Before the range'] : [])],
          behind: { Members: 'rows' },
          rows: rows.map((row) => ({
            key: String(row.at_least),
            cells: [bandText(row), numberText(row.members), ...(compared ? [before(row)] : [])],
            onPick: pickOf(row),
          })),
        }}
      >
        <Bars
          label="Members by days in a row"
          rows={rows.map((row) => ({
            key: String(row.at_least),
            label: bandText(row),
            share: row.members / highest,
            value: numberText(row.members),
            detail: `${shareText(row.members, all)}${compared ? ` · before ${before(row)}` : ''}`,
            onPick: pickOf(row),
          }))}
        />
      </Chart>
      {panel}
    </>
  )
}
