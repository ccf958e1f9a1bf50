import { Select } from 'antd'
import { Bars } from '@/charts/Bars'
import { Chart } from '@/charts/Chart'
import { numberText, shareText } from '@/charts/numbers'
import { useChartParams } from '@/charts/params'
import { useFigures } from '@/charts/useFigures'
import { MonthInput } from '../shared/MonthInput'
import { featureText, monthText, rowsOfUse, useMonth } from './month'

/** How much of their limits the members of each plan use, by feature. */
export default function PlansChart() {
  const { get, set } = useChartParams()
  const { month, latest, setMonth } = useMonth()
  const { query, rows = [] } = useFigures('usage_by_plan', { month })
  const there = rows.filter(({ members }) => members > 0)
  const features = [...new Set(there.map(({ feature }) => feature))]
  const feature = features.find((one) => one === get('feature')) ?? features[0] ?? ''
  const shown = there.filter((row) => row.feature === feature)
  const rowsBehind = ({ together, feature: of, plan_id }: (typeof there)[number]) =>
    together ? undefined : rowsOfUse({ month, feature: of, plan: plan_id })
  return (
    <Chart
      title="By plan, against the limits"
      note="Share of the limits that is used · UTC months · a name leads to its rows"
      foot={`${feature ? featureText(feature) : ''}, ${monthText(month)}${shown[0]?.unfinished ? ' so far' : ''}`}
      controls={
        <>
          <Select
            style={{ width: 168 }}
            aria-label="Feature"
            value={feature}
            options={features.map((value) => ({ value, label: featureText(value) }))}
            onChange={(next) => set({ feature: next })}
          />
          <MonthInput month={month} latest={latest} onChange={setMonth} />
        </>
      }
      reading={query}
      pin="usage-plans"
      empty={
        query.data && there.length === 0
          ? { title: 'Nothing was used in this month', text: 'Choose another month above.' }
          : undefined
      }
      explain={
        <>
          Use of the feature by the plan that each member had when it was counted. The share is that of those
          with a limit: their uses, of the sum of their limits. Near their limit are those who used four
          fifths of it or more, at it those who used all. Plans with fewer than five members stand together,
          with the next larger one where that could be worked out.
        </>
      }
      table={{
        caption: `Use by plan and feature, ${monthText(month)}`,
        head: ['Feature', 'Plan', 'Members', 'Used', 'Allowed', 'Share', 'Near the limit', 'At the limit'],
        textColumns: 2,
        behind: { Members: 'rows', Used: 'used' },
        rows: there.map((row) => ({
          key: `${row.feature} ${row.plan_id} ${row.together}`,
          to: rowsBehind(row),
          cells: [
            featureText(row.feature),
            row.plan,
            numberText(row.members),
            numberText(row.used),
            row.limited_members > 0 ? numberText(row.allowed) : 'no limit',
            shareText(row.limited_used, row.allowed) ?? '–',
            row.limited_members > 0 ? numberText(row.near_limit) : '–',
            row.limited_members > 0 ? numberText(row.at_limit) : '–',
          ],
        })),
      }}
    >
      <Bars
        label={`Share of the limits, ${featureText(feature)}`}
        rows={shown.map((row) => ({
          key: `${row.plan_id} ${row.together}`,
          label: row.plan,
          share: row.allowed > 0 ? row.limited_used / row.allowed : 0,
          value: shareText(row.limited_used, row.allowed) ?? 'no limit',
          detail: `${numberText(row.members)} members${row.limited_members > 0 ? `, ${numberText(row.near_limit)} near or at it` : ''}`,
          to: rowsBehind(row),
        }))}
      />
    </Chart>
  )
}
