import { Bars } from '@/charts/Bars'
import { Chart } from '@/charts/Chart'
import { numberText, shareText } from '@/charts/numbers'
import { daysText, zoneText } from '@/charts/period'
import { useRangeFilter } from '@/charts/rangeFilter'
import { useFigures } from '@/charts/useFigures'
import { useSpan } from './span'

/** How far those got who signed up in these days. */
export default function FunnelChart() {
  const { range, days } = useSpan()
  const { query, rows = [] } = useFigures('member_funnel', days)
  const signedUp = rows[0]?.members ?? 0
  const rowsOf = useRangeFilter(range)
  const wait = (hours: number | null) =>
    hours === null ? '–' : hours < 48 ? `${numberText(hours)} h` : `${numberText(hours / 24)} days`
  const before = (at: number) => (at === 0 ? undefined : rows[at - 1]?.members)
  return (
    <Chart
      title="From sign-up to the first introduction"
      note={zoneText(range.zone)}
      foot={`Those who signed up: ${daysText(range)}`}
      reading={query}
      pin="funnel"
      empty={
        query.data && signedUp === 0
          ? { title: 'Nobody signed up in these days', text: 'Choose other days above.' }
          : undefined
      }
      explain={
        <>
          Of the members who signed up in these days, how many have taken each step until now; each step
          counts only those who took all steps before it. The time is the median from sign-up. Younger members
          have had less time, so the last steps of recent days will still grow.
        </>
      }
      table={{
        caption: `Steps of those who signed up, ${daysText(range)}, ${zoneText(range.zone)}`,
        head: ['Step', 'Members', 'Of sign-ups', 'Of the step before', 'Median time'],
        rows: rows.map(({ step, label, members, median_hours }, at) => ({
          key: String(step),
          cells: [
            label,
            numberText(members),
            shareText(members, signedUp) ?? '–',
            shareText(members, before(at) ?? 0) ?? '–',
            at === 0 ? '–' : wait(median_hours === null ? null : Number(median_hours)),
          ],
        })),
      }}
    >
      <Bars
        label="Steps"
        rows={rows.map(({ step, label, members, median_hours }, at) => ({
          key: String(step),
          label,
          share: signedUp > 0 ? members / signedUp : 0,
          value: numberText(members),
          detail:
            at === 0
              ? ''
              : `${shareText(members, before(at) ?? 0) ?? '–'} · ${wait(median_hours === null ? null : Number(median_hours))}`,
          to: at === 0 && rowsOf ? `/profiles?created_at=${rowsOf}` : undefined,
        }))}
      />
    </Chart>
  )
}
