import { Bars } from '@/charts/Bars'
import { useFigures } from '@/charts/useFigures'
import { moneyText } from '@/resource/fields'
import { pluralText } from '@/ui/pluralText'
import { ErrorState, LoadingState } from '@/ui/states'
import { minorOfTwelfths } from './revenue'

/** What each plan brings in now, in one currency; a bar opens its subscriptions. */
export function RevenueByPlan({ currency }: { currency: string }) {
  const { query: reading, rows = [] } = useFigures('mrr_by_plan', {})
  if (reading.error && !reading.data)
    return <ErrorState error={reading.error} onRetry={() => reading.refetch()} size="small" />
  if (reading.isLoading) return <LoadingState rows={4} />
  const found = rows.filter((row) => row.currency === currency)
  const most = found[0]?.mrr_twelfths ?? 0
  const sum = found.reduce((total, row) => total + row.mrr_twelfths, 0)
  if (found.length === 0) return null
  return (
    <section className="billing-part above-24">
      <h2>
        By plan now, {currency}: {moneyText(minorOfTwelfths(sum), currency)} a month
      </h2>
      <Bars
        label={`Recurring revenue by plan, ${currency}`}
        rows={found.map((row) => ({
          key: `${row.plan_id} ${row.billing_interval}`,
          label: `${row.plan}, ${row.billing_interval === 'year' ? 'yearly' : 'monthly'}`,
          share: row.mrr_twelfths / most,
          value: moneyText(minorOfTwelfths(row.mrr_twelfths), currency),
          detail: pluralText(row.subscriptions, 'subscription'),
          to: `/user-subscriptions?state=any:active,past_due&plan_id=any:${row.plan_id}`,
        }))}
      />
    </section>
  )
}
