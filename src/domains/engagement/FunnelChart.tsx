import { Bars } from '@/charts/Bars'
import { Chart } from '@/charts/Chart'
import { cellText, unitCell } from '@/charts/cells'
import { figureText, numberText, shareText } from '@/charts/numbers'
import { daysText, zoneText } from '@/charts/period'
import { emptyDays } from '@/charts/periodRows'
import { rowsOfRange } from '@/charts/rangeFilter'
import { useFigures } from '@/charts/useFigures'
import { membersFrom } from './funnel'
import { useSpan } from './useSpan'

const shareOf = (members: number | null, of: number | null | undefined) =>
  (members !== null && shareText(members, of ?? 0)) || '–'

/** How far the members who signed up in these days have got. */
export default function FunnelChart() {
  const { range, days, before: earlier } = useSpan()
  const { query, rows = [] } = useFigures('member_funnel', days)
  const { rows: stepsBefore } = useFigures('member_funnel', earlier.days)
  const compared = earlier.days && stepsBefore
  const signedUp = rows[0]?.members ?? 0
  const wait = (hours: number | null) =>
    unitCell(hours === null ? null : Number(hours), 'hours', (value) =>
      value < 48 ? `${numberText(value)} h` : `${numberText(value / 24)} days`,
    )
  const before = (at: number) => (at === 0 ? undefined : rows[at - 1]?.members)
  const beforeText = (at: number) => (compared ? `before ${figureText(compared[at]?.members)}` : '')
  const rowsBehind = (members: number | null, step: number, moments: Parameters<typeof rowsOfRange>[1]) =>
    members === null ? undefined : membersFrom(step, rowsOfRange(range, moments))
  return (
    <Chart
      title="From sign-up to the first introduction"
      note={`${zoneText(range.zone)} · a step leads to its members`}
      foot={`Those who signed up: ${daysText(range)}`}
      reading={query}
      pin="funnel"
      range={range}
      empty={emptyDays(query.data !== undefined && signedUp === 0, 'Nobody signed up in these days')}
      explain={
        <>
          Of the members who signed up in these days, how many have taken each step until now; each step
          counts only those who took all steps before it. The time is the median from sign-up. Younger members
          have had less time, so the last steps of recent days will still grow. Of fewer than five it is not
          told how far they got.
        </>
      }
      table={{
        caption: `Steps of those who signed up, ${daysText(range)}, ${zoneText(range.zone)}`,
        head: [
          'Step',
          'Members',
          'Of sign-ups',
          'Of the step before',
          'Median time',
          ...(compared ? ['Members, the days before'] : []),
        ],
        behind: { Members: 'rows' },
        rows: rows.map(({ step, label, members, median_hours, ...moments }, at) => ({
          key: String(step),
          to: rowsBehind(members, step, moments),
          cells: [
            label,
            figureText(members),
            shareOf(members, signedUp),
            shareOf(members, before(at)),
            at === 0 ? '–' : wait(median_hours),
            ...(compared ? [figureText(compared[at]?.members ?? null)] : []),
          ],
        })),
      }}
    >
      <Bars
        label="Steps"
        rows={rows.map(({ step, label, members, median_hours, ...moments }, at) => ({
          key: String(step),
          label,
          share: signedUp > 0 ? (members ?? 0) / signedUp : 0,
          value: figureText(members),
          detail:
            at === 0
              ? beforeText(at)
              : members === null
                ? 'too few to tell'
                : `${shareOf(members, before(at))} · ${cellText(wait(median_hours))}${beforeText(at) && ` · ${beforeText(at)}`}`,
          to: rowsBehind(members, step, moments),
        }))}
      />
    </Chart>
  )
}
