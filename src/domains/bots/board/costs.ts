import { moneyText } from '@/resource/fields'
import { minorDigits } from '@/resource/fields/currencies'
import type { TableRow } from '@/supabase/rows'
import type { MayBeEmpty, RowOfResult } from '@/supabase/rpc'

/** Writes millionths of a currency as money. */
export const moneyIn = (currency: string) => {
  const microsOfOne = 10 ** (6 - minorDigits(currency))
  return (micros: number) => moneyText(micros / microsOfOne, currency)
}

type Cost = RowOfResult<'bot_costs'>

/** What a bot, or all of them, cost in each period, in one currency; by the first days of the periods. */
export const costIn = (
  rows: readonly Pick<Cost, 'period_start' | 'bot_id' | 'cost_micros'>[],
  start: string,
  bot: string | undefined,
) =>
  rows.reduce(
    (sum, row) => (row.period_start === start && (!bot || row.bot_id === bot) ? sum + row.cost_micros : sum),
    0,
  )

/** The currencies that bots cost in, and the one that is shown: the one asked for, else dollars, else the first. */
export function currencyOf(
  rows: readonly MayBeEmpty<Pick<Cost, 'cost_currency'>, 'cost_currency'>[],
  asked: string | undefined,
) {
  const currencies = [...new Set(rows.flatMap(({ cost_currency }) => cost_currency ?? []))].sort()
  const currency = [asked, 'USD', currencies[0]].find((one) => one && currencies.includes(one)) ?? 'USD'
  return { currencies, currency }
}

/** The daily budgets together; undefined where none is set. One of nothing is one, too. */
export const budgetOf = (bots: readonly Pick<TableRow<'ai_bot_health'>, 'daily_budget_micros'>[]) => {
  const set = bots.flatMap(({ daily_budget_micros }) => daily_budget_micros ?? [])
  return set.length > 0 ? set.reduce((sum, budget) => sum + budget, 0) : undefined
}
