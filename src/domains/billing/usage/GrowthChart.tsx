import { Segmented } from 'antd'
import { Bars } from '@/charts/Bars'
import { Chart } from '@/charts/Chart'
import { numberText, percentText } from '@/charts/numbers'
import { useChartParams } from '@/charts/params'
import { addPeriods } from '@/charts/period'
import { useFigures } from '@/charts/useFigures'
import { byFeatureAlone, fastest } from './growth'
import { featureText, monthText, rowsOfUse, useMonth } from './month'

const most = 10

/** Features used more than in the previous month, fastest growth first. */
export default function GrowthChart() {
  const { get, set } = useChartParams()
  const { month } = useMonth()
  const { query, rows = [] } = useFigures('usage_by_plan', { month })
  const isByPlan = get('growth') === 'plan'
  const grown = fastest(isByPlan ? rows : byFeatureAlone(rows))
  const before = monthText(addPeriods('month', month, -1))
  const growthText = (growth: number | null) => (growth === null ? 'new' : `+${percentText(100 * growth)}`)
  const nameOf = ({ feature, plan }: { feature: string; plan: string }) =>
    isByPlan ? `${featureText(feature)}: ${plan}` : featureText(feature)
  const highest = Math.max(0.01, ...grown.map(({ growth }) => growth ?? 0))
  const rowsBehind = ({ together, feature, plan_id }: (typeof grown)[number]) =>
    together ? undefined : rowsOfUse({ month, feature, ...(isByPlan && { plan: plan_id }) })
  return (
    <Chart
      title="Growing fastest"
      note="Uses against the month before · UTC months · a name leads to its rows"
      foot={`${monthText(month)}${rows[0]?.unfinished ? ' so far' : ''}, compared with ${before}`}
      controls={
        <Segmented
          aria-label="Growth of"
          options={[
            { value: 'feature', label: 'Features' },
            { value: 'plan', label: 'By plan' },
          ]}
          value={isByPlan ? 'plan' : 'feature'}
          onChange={(next) => set({ growth: next === 'feature' ? undefined : String(next) })}
        />
      }
      reading={query}
      pin="usage-growth"
      empty={
        query.data && grown.length === 0
          ? { title: 'Nothing grew', text: `No feature was used more than in ${before}.` }
          : undefined
      }
      explain={
        <>
          Uses in the month, divided by those in the month before. What fewer than five members use is left
          out, since their changes say little. A month that still goes on is compared with a whole one.
        </>
      }
      table={{
        caption: `What grew in ${monthText(month)}, compared with ${before}`,
        head: ['What', 'Uses', 'Before', 'Growth'],
        behind: { Uses: 'used' },
        rows: grown.map((row) => ({
          key: `${row.feature} ${row.plan_id} ${row.plan}`,
          to: rowsBehind(row),
          cells: [nameOf(row), numberText(row.used), numberText(row.used_before), growthText(row.growth)],
        })),
      }}
    >
      <Bars
        most={most}
        label="Growing fastest"
        rows={grown.map((row) => ({
          key: `${row.feature} ${row.plan_id} ${row.plan}`,
          label: nameOf(row),
          share: row.growth === null ? 1 : row.growth / highest,
          value: growthText(row.growth),
          detail: `${numberText(row.used_before)} → ${numberText(row.used)}`,
          to: rowsBehind(row),
        }))}
      />
    </Chart>
  )
}
