import { Link } from 'react-router'
import { changeText } from '@/charts/numbers'
import { viewerZone } from '@/charts/period'
import { useFigures } from '@/charts/useFigures'
import { moneyText } from '@/resource/fields'
import { FigureTable } from '@/ui/FigureTable'
import { ErrorState, LoadingState } from '@/ui/states'
import { minorOfTwelfths } from './revenue'

/** Finance's key figures, one row for each currency: owed, unallocated, at risk, and recurring revenue. */
export default function FinanceHome() {
  const { query: reading, rows = [] } = useFigures('finance_figures', { time_zone: viewerZone })
  if (reading.error && !reading.data)
    return <ErrorState error={reading.error} onRetry={() => reading.refetch()} size="small" />
  if (reading.isLoading) return <LoadingState rows={4} />
  const money = (minor: number, currency: string, to: string) =>
    minor === 0 ? (
      <span className="quiet">–</span>
    ) : (
      <Link to={to} className="tabular">
        {moneyText(minor, currency)}
      </Link>
    )
  return (
    <section aria-labelledby="finance" className="below-16">
      <h2 id="finance" className="above-12 below-8 quiet small medium">
        Money
      </h2>
      <FigureTable
        label="Money"
        look="roomy"
        rows={rows}
        keyOf={({ currency }) => currency}
        columns={[
          { head: 'Currency', cell: ({ currency }) => currency },
          {
            head: 'Overdue',
            cell: ({ currency, overdue_minor }) =>
              money(
                overdue_minor,
                currency,
                `/invoices?state=any:open&currency=is:${currency}&due_on=to:yesterday`,
              ),
          },
          {
            head: 'Due this week',
            cell: ({ currency, due_week_minor }) =>
              money(
                due_week_minor,
                currency,
                `/invoices?state=any:open&currency=is:${currency}&due_on=next:6d`,
              ),
          },
          {
            head: 'Unallocated',
            cell: ({ currency, unallocated_minor }) =>
              money(unallocated_minor, currency, `/payments?is_unallocated=is:true&currency=is:${currency}`),
          },
          {
            head: 'At risk',
            cell: ({ currency, at_risk_minor }) =>
              money(at_risk_minor, currency, `/revenue?chart.currency=${currency}`),
          },
          {
            head: 'Recurring a month',
            cell: ({ currency, mrr_twelfths, mrr_before_twelfths }) => (
              <>
                {money(minorOfTwelfths(mrr_twelfths), currency, `/revenue?chart.currency=${currency}`)}
                {mrr_before_twelfths ? (
                  <span className="quiet"> {changeText(mrr_twelfths, mrr_before_twelfths)}</span>
                ) : null}
              </>
            ),
          },
        ]}
      />
    </section>
  )
}
