import { Bars } from '@/charts/Bars'
import { Chart } from '@/charts/Chart'
import { numberText, shareText } from '@/charts/numbers'
import { useChartParams } from '@/charts/params'
import { useFigures } from '@/charts/useFigures'
import { featureText, monthText, rowsOfUse, useMonth } from './month'

/** The distribution of use: how many members use a feature not at all, a little, or a lot. */
export default function SpreadChart() {
  const { get } = useChartParams()
  const { month } = useMonth()
  const { query, rows = [] } = useFigures('usage_spread', { month })
  const features = [...new Set(rows.map(({ feature }) => feature))]
  const feature = features.find((one) => one === get('feature')) ?? features[0] ?? ''
  const shown = rows.filter((row) => row.feature === feature)
  const all = shown.reduce((sum, { members }) => sum + members, 0)
  const highest = Math.max(1, ...shown.map(({ members }) => members))
  const bandText = ({ at_least, at_most }: (typeof rows)[number]) =>
    at_most === null
      ? `${at_least} uses and more`
      : at_most === at_least
        ? at_least === 1
          ? '1 use'
          : `${at_least} uses`
        : `${at_least} to ${at_most} uses`
  const rowsBehind = ({ feature: of, at_least, at_most }: (typeof rows)[number]) =>
    `${rowsOfUse({ month, feature: of })}&used=${at_most === null ? `from:${at_least}` : `between:${at_least},${at_most}`}`
  return (
    <Chart
      title="How use is spread"
      note="Members · UTC months · a name leads to its rows"
      foot={`${feature ? featureText(feature) : ''}, ${monthText(month)}`}
      reading={query}
      pin="usage-spread"
      empty={
        query.data && rows.length === 0
          ? { title: 'Nothing was used in this month', text: 'Choose another month above.' }
          : undefined
      }
      explain={
        <>
          Of all members whose use of the feature was counted in the month, how many used it how often. Each
          band is twice as wide as the one before; those of fewer than five members stand together with their
          neighbours.
        </>
      }
      table={{
        caption: `Members by how much they used, ${monthText(month)}`,
        head: ['Feature', 'Uses', 'Members'],
        textColumns: 2,
        behind: { Members: 'rows' },
        rows: rows.map((row) => ({
          key: `${row.feature} ${row.band}`,
          to: rowsBehind(row),
          cells: [featureText(row.feature), bandText(row), numberText(row.members)],
        })),
      }}
    >
      <Bars
        label={`Members by uses, ${featureText(feature)}`}
        rows={shown.map((row) => ({
          key: String(row.band),
          label: bandText(row),
          share: row.members / highest,
          value: numberText(row.members),
          detail: shareText(row.members, all),
          to: rowsBehind(row),
        }))}
      />
    </Chart>
  )
}
