import { Bars } from '@/charts/Bars'
import { Chart } from '@/charts/Chart'
import { numberText } from '@/charts/numbers'
import { useChartParams } from '@/charts/params'
import { useFigures } from '@/charts/useFigures'
import { moneyText } from '@/resource/fields'
import { pluralText } from '@/ui/pluralText'
import { amountCell, minorOfTwelfths } from './revenue'

interface RevenueByPlanProps {
  /**
   * The page's currency. On a home page: the currency of the pinned chart, or the one with the most revenue.
   */
  currency?: string
}

/** Current recurring revenue of each plan in one currency; a bar opens its subscriptions. */
export default function RevenueByPlan({ currency: given }: RevenueByPlanProps) {
  const { get } = useChartParams()
  const { query, rows = [] } = useFigures('mrr_by_plan', {})
  const currency = given ?? get('currency') ?? rows[0]?.currency ?? 'EUR'
  const found = rows.filter((row) => row.currency === currency)
  const most = Math.max(1, ...found.map((row) => row.mrr_twelfths))
  const sum = found.reduce((total, row) => total + row.mrr_twelfths, 0)
  const money = (twelfths: number) => moneyText(minorOfTwelfths(twelfths), currency)
  const nameOf = (row: (typeof rows)[number]) =>
    `${row.plan}, ${row.billing_interval === 'year' ? 'yearly' : 'monthly'}`
  const rowsBehind = ({ plan_id }: (typeof rows)[number]) =>
    `/user-subscriptions?state=any:active,past_due&plan_id=any:${plan_id}`
  return (
    <Chart
      title="By plan now"
      note={`${currency} a month · a name leads to its subscriptions`}
      foot={`${money(sum)} a month altogether`}
      reading={query}
      pin="revenue-plans"
      empty={
        query.data && found.length === 0
          ? { title: `No plan brings anything in ${currency}`, text: 'Choose another currency above.' }
          : undefined
      }
      explain="What the active and past-due subscriptions of each plan bring in a month as of now, net of discounts and without tax; yearly plans by twelfths. It has no days to choose: the chart above tells how it moved."
      table={{
        caption: `Recurring revenue by plan now, ${currency}`,
        head: ['Plan', 'Subscriptions', 'A month'],
        behind: { Subscriptions: 'rows' },
        rows: found.map((row) => ({
          key: `${row.plan_id} ${row.billing_interval}`,
          to: rowsBehind(row),
          cells: [nameOf(row), numberText(row.subscriptions), amountCell(row.mrr_twelfths, currency)],
        })),
      }}
    >
      <Bars
        label={`Recurring revenue by plan, ${currency}`}
        rows={found.map((row) => ({
          key: `${row.plan_id} ${row.billing_interval}`,
          label: nameOf(row),
          share: row.mrr_twelfths / most,
          value: money(row.mrr_twelfths),
          detail: pluralText(row.subscriptions, 'subscription'),
          to: rowsBehind(row),
        }))}
      />
    </Chart>
  )
}
