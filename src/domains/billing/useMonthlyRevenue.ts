import { type AlertFigure, useAlertLines } from '@/charts/alertLines'
import { useChartParams } from '@/charts/params'
import { periodOf, periodStart } from '@/charts/period'
import { useRange } from '@/charts/Range'
import { useFigures } from '@/charts/useFigures'
import { moneyText } from '@/resource/fields'
import { biggestCurrency, minorOfTwelfths, periodsOf } from './revenue'
import { useRevenueBefore } from './useRevenueBefore'

/**
 * Recurring revenue by month, for the range and currency in the
 * URL; without a currency, for the one with the most revenue.
 */
export function useMonthlyRevenue() {
  const { get } = useChartParams()
  const range = useRange('12m')
  const { query, rows = [] } = useFigures('mrr_movements', {
    from_day: range.from,
    // A month is told whole, as its changes are, also where the range ends within it.
    until_day: periodOf('month', periodStart('month', range.to)).end,
    time_zone: range.zone,
  })
  const currencies = [...new Set(rows.map((row) => row.currency))]
  const currency = currencies.find((one) => one === get('currency')) ?? biggestCurrency(rows)
  const months = rows.filter((row) => row.currency === currency)
  const alert: AlertFigure | undefined = currency
    ? { figure: 'revenue', period: 'month', subject: currency }
    : undefined
  return {
    range,
    query,
    isEmpty: rows.length === 0,
    currencies,
    currency,
    months,
    periods: periodsOf(months),
    money: (twelfths: number) => moneyText(minorOfTwelfths(twelfths), currency),
    alert,
    alertLines: useAlertLines(alert, months.length),
    before: useRevenueBefore(range, currency),
  }
}

/** The result of `useMonthlyRevenue`. */
export type MonthlyRevenue = ReturnType<typeof useMonthlyRevenue>
