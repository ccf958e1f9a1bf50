import { useNavigate } from 'react-router'
import { changeText } from '@/charts/numbers'
import { daysText } from '@/charts/period'
import { RevenueChart } from './RevenueChart'
import { useMonthlyRevenue } from './useMonthlyRevenue'

/**
 * The trend on finance's home page: recurring revenue of the
 * last twelve months, in the currency with the most revenue.
 */
export default function RevenueTrend() {
  const navigate = useNavigate()
  const revenue = useMonthlyRevenue()
  const { range, currency, months, money } = revenue
  // The revenue page shows the changes of the month that is selected in its chart.
  const addressOf = (month: string) =>
    `/revenue?${new URLSearchParams({ 'chart.from': range.from, 'chart.to': range.to, 'chart.zone': range.zone, 'chart.currency': currency, 'chart.month': month })}`
  const [last, first] = [months.at(-1), months[0]]
  return (
    <RevenueChart
      revenue={revenue}
      title="Recurring revenue"
      foot={
        last && first
          ? `${money(last.end_twelfths)} now, ${changeText(last.end_twelfths, first.start_twelfths) ?? ''} over ${daysText(range)}`
          : null
      }
      onPick={(month) => navigate(addressOf(month))}
      addressOf={addressOf}
    />
  )
}
