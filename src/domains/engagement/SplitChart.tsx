import { Select } from 'antd'
import { Bars } from '@/charts/Bars'
import { Chart } from '@/charts/Chart'
import { numberText, shareText } from '@/charts/numbers'
import { useChartParams } from '@/charts/params'
import { daysText, zoneText } from '@/charts/period'
import { useFigures } from '@/charts/useFigures'
import { useSpan } from './span'

const splits = { plan: 'Plan', city: 'City', age_band: 'Age', sign_up_month: 'Month of sign-up' }

/** More bars than this nobody compares; the table has all. */
const most = 15

/** Which members were active, by plan, city, age and month of sign-up. */
export default function SplitChart() {
  const { get, set } = useChartParams()
  const { range, days } = useSpan()
  const asked = get('split') ?? 'plan'
  const split = Object.hasOwn(splits, asked) ? (asked as keyof typeof splits) : 'plan'
  const { query, rows = [] } = useFigures('engagement_split', { ...days, split_by: split })
  const nameOf = (segment: string | null) => segment ?? 'Groups under five'
  return (
    <Chart
      title="Active members by group"
      note={`Share of the group’s members · ${zoneText(range.zone)}`}
      foot={daysText(range)}
      controls={
        <Select
          className="chart-feature"
          aria-label="Split by"
          value={split}
          options={Object.entries(splits).map(([value, label]) => ({ value, label }))}
          onChange={(next) => set({ split: next === 'plan' ? undefined : next })}
        />
      }
      reading={query}
      pin="split"
      explain={
        <>
          Of the members of each group as it is today, how many had a session in these days. Groups of fewer
          than five members stand together without a name, and if they are fewer than five altogether nothing
          is told of them.
        </>
      }
      table={{
        caption: `Active members by ${splits[split].toLowerCase()}, ${daysText(range)}, ${zoneText(range.zone)}`,
        head: [splits[split], 'Members', 'Active', 'Share'],
        rows: rows.map(({ segment, members, active_members }) => ({
          key: segment ?? '',
          cells: [
            nameOf(segment),
            numberText(members),
            active_members === null ? '–' : numberText(active_members),
            active_members === null ? '–' : (shareText(active_members, members) ?? '–'),
          ],
        })),
      }}
    >
      <Bars
        label={`Active members by ${splits[split].toLowerCase()}`}
        rows={rows.slice(0, most).map(({ segment, members, active_members }) => ({
          key: segment ?? '',
          label: nameOf(segment),
          share: active_members === null ? 0 : active_members / members,
          value: active_members === null ? '–' : (shareText(active_members, members) ?? '–'),
          detail:
            active_members === null ? 'too few' : `${numberText(active_members)} of ${numberText(members)}`,
        }))}
      />
      {rows.length > most ? <p className="quiet">{rows.length - most} more in the table.</p> : null}
    </Chart>
  )
}
