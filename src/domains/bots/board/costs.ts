import { moneyText } from '@/resource/fields'
import { minorDigits } from '@/resource/fields/currencies'
import type { TableRow } from '@/supabase/rows'
import type { MayBeEmpty, RowOfResult } from '@/supabase/rpc'

/** Formats millionths of a currency unit as money. */
export const moneyIn = (currency: string) => {
  const microsOfOne = 10 ** (6 - minorDigits(currency))
  return (micros: number) => moneyText(micros / microsOfOne, currency)
}

type Cost = RowOfResult<'bot_costs'>

/** The cost of a bot, or of all bots, in the period that begins on `start`; the rows have one currency. */
export const costIn = (
  rows: readonly Pick<Cost, 'period_start' | 'bot_id' | 'cost_micros'>[],
  start: string,
  bot: string | undefined,
) =>
  rows.reduce(
    (sum, row) => (row.period_start === start && (!bot || row.bot_id === bot) ? sum + row.cost_micros : sum),
    0,
  )

/**
 * The currencies of the bots' costs, and the one to show: the requested one, else dollars, else the first.
 */
export function currencyOf(
  rows: readonly MayBeEmpty<Pick<Cost, 'cost_currency'>, 'cost_currency'>[],
  asked: string | undefined,
) {
  const currencies = [...new Set(rows.flatMap(({ cost_currency }) => cost_currency ?? []))].sort()
  const currency = [asked, 'USD', currencies[0]].find((one) => one && currencies.includes(one)) ?? 'USD'
  return { currencies, currency }
}

/** The sum of the daily budgets; undefined if no bot has one. A budget of zero counts as a budget. */
export const budgetOf = (bots: readonly Pick<TableRow<'ai_bot_health'>, 'daily_budget_micros'>[]) => {
  const set = bots.flatMap(({ daily_budget_micros }) => daily_budget_micros ?? [])
  return set.length > 0 ? set.reduce((sum, budget) => sum + budget, 0) : undefined
}
