import { Select } from 'antd'
import { Bars } from '@/charts/Bars'
import { Chart } from '@/charts/Chart'
import { changeText, numberText, shareText } from '@/charts/numbers'
import { useChartParams } from '@/charts/params'
import { daysBefore, daysText, zoneText } from '@/charts/period'
import { useFigures } from '@/charts/useFigures'
import { useMembersBehind } from '@/charts/useMembersBehind'
import { useEntries } from '@/resource/entries'
import { useSpan } from './useSpan'

const splits = { plan: 'Plan', city: 'City', age_band: 'Age', sign_up_month: 'Month of sign-up' }

// A split reveals a value of each member, so only roles that may
// read the table with that value can list the members by name.
const tableBehind: Record<string, string> = { plan: 'user_subscriptions', age_band: 'profiles' }

/** The most bars in the chart; the table lists all. */
const most = 15

function changeOf(active: number, before: number | undefined): string {
  const change = changeText(active, before)
  return change ? ` · ${change.replace('-', '−')}` : ''
}

/** Active members by plan, city, age and month of sign-up. */
export default function SplitChart() {
  const { get, set } = useChartParams()
  const { range, days } = useSpan()
  const asked = get('split') ?? 'plan'
  const split = Object.hasOwn(splits, asked) ? (asked as keyof typeof splits) : 'plan'
  const { query, rows = [] } = useFigures('engagement_split', { ...days, split_by: split })
  const earlier = daysBefore('day', range)
  const { rows: before } = useFigures(
    'engagement_split',
    earlier && { ...days, from_date: earlier.from, to_date: earlier.to, split_by: split },
  )
  const beforeOf = (segment: string | null) =>
    before?.find((row) => row.segment === segment)?.active_members ?? undefined
  const { entryOf, mayOpen } = useEntries()
  const entry = entryOf(tableBehind[split] ?? 'member_directory')
  const mayRead = entry !== undefined && mayOpen(entry)
  const { show, panel } = useMembersBehind()
  const pickOf = ({ segment, active_members }: (typeof rows)[number]) =>
    mayRead && segment !== null && active_members
      ? () =>
          show({
            title: `${splits[split]} ${segment}: active members, ${daysText(range)}`,
            args: { ...days, split_by: split, segment },
          })
      : undefined
  const nameOf = (segment: string | null) => segment ?? 'Small groups together'
  return (
    <>
      <Chart
        title="Active members by group"
        note={`Share of the group’s members · ${zoneText(range.zone)}${mayRead ? ' · a name leads to the active ones' : ''}`}
        foot={daysText(range)}
        controls={
          <Select
            style={{ width: 168 }}
            aria-label="Split by"
            value={split}
            options={Object.entries(splits).map(([value, label]) => ({ value, label }))}
            onChange={(next) => set({ split: next === 'plan' ? undefined : next })}
          />
        }
        reading={query}
        pin="split"
        range={range}
        compares={false}
        explain={
          <>
            Of the members of each group as it is today, how many had a session in these days. Groups of fewer
            than five members stand together without a name, and if they are fewer than five altogether
            nothing is told of them; the next larger group joins those that could be worked out from the
            whole. The change is against as many days before, in the groups of today.
          </>
        }
        table={{
          caption: `Active members by ${splits[split].toLowerCase()}, ${daysText(range)}, ${zoneText(range.zone)}`,
          head: [splits[split], 'Members', 'Active', 'Share', 'Active before'],
          behind: { Active: 'rows' },
          rows: rows.map(({ segment, members, active_members }) => ({
            key: segment ?? '',
            onPick: pickOf({ segment, members, active_members }),
            cells: [
              nameOf(segment),
              numberText(members),
              active_members === null ? '–' : numberText(active_members),
              active_members === null ? '–' : (shareText(active_members, members) ?? '–'),
              beforeOf(segment) === undefined ? '–' : numberText(beforeOf(segment) ?? 0),
            ],
          })),
        }}
      >
        <Bars
          most={most}
          label={`Active members by ${splits[split].toLowerCase()}`}
          rows={rows.map(({ segment, members, active_members }) => ({
            key: segment ?? '',
            onPick: pickOf({ segment, members, active_members }),
            label: nameOf(segment),
            share: active_members === null ? 0 : active_members / members,
            value: active_members === null ? '–' : (shareText(active_members, members) ?? '–'),
            detail:
              active_members === null
                ? 'too few'
                : `${numberText(active_members)} of ${numberText(members)}${changeOf(active_members, beforeOf(segment))}`,
          }))}
        />
      </Chart>
      {panel}
    </>
  )
}
