import { Link } from 'react-router'
import { changeText } from '@/charts/numbers'
import { viewerZone } from '@/charts/period'
import { useFigures } from '@/charts/useFigures'
import { moneyText } from '@/resource/fields'
import { ErrorState, LoadingState } from '@/ui/states'
import { minorOfTwelfths } from './revenue'
import './shared/billing.css'

/** What finance looks at first, a row for each currency: owed, unallocated, at risk, and recurring revenue. */
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
      <h2 id="finance" className="home-heading quiet small medium">
        Money
      </h2>
      <div className="billing-scroll">
        <table className="figures-table billing-table full" aria-label="Money">
          <thead>
            <tr>
              {['Currency', 'Overdue', 'Due this week', 'Unallocated', 'At risk', 'Recurring a month'].map(
                (head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ currency, ...row }) => (
              <tr key={currency}>
                <th scope="row">{currency}</th>
                <td>
                  {money(
                    row.overdue_minor,
                    currency,
                    `/invoices?state=any:open&currency=is:${currency}&due_on=to:yesterday`,
                  )}
                </td>
                <td>
                  {money(
                    row.due_week_minor,
                    currency,
                    `/invoices?state=any:open&currency=is:${currency}&due_on=next:6d`,
                  )}
                </td>
                <td>
                  {money(
                    row.unallocated_minor,
                    currency,
                    `/payments?is_unallocated=is:true&currency=is:${currency}`,
                  )}
                </td>
                <td>{money(row.at_risk_minor, currency, `/revenue?chart.currency=${currency}`)}</td>
                <td>
                  {money(minorOfTwelfths(row.mrr_twelfths), currency, `/revenue?chart.currency=${currency}`)}
                  {row.mrr_before_twelfths ? (
                    <span className="quiet"> {changeText(row.mrr_twelfths, row.mrr_before_twelfths)}</span>
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
