import type { RowOfResult } from '@/supabase/rpc'

/** The age groups of receivables, in days past due. */
export const ages = {
  not_due: 'Not due',
  '1_30': '1–30 days',
  '31_60': '31–60 days',
  '61_90': '61–90 days',
  over_90: 'Over 90 days',
} as const

/** The key of an age group. */
export type Age = keyof typeof ages

/** The receivables in one currency, by age. */
export interface AgeRow {
  currency: string
  cells: Record<Age, { invoices: number; due: number }>
  invoices: number
  due: number
}

/** Groups the result into one row for each currency; amounts in different currencies are never added. */
export function byCurrency(rows: RowOfResult<'receivables_by_age_on'>[]): AgeRow[] {
  const found = new Map<string, AgeRow>()
  for (const { currency, bucket, invoices, due_minor } of rows) {
    const row = found.get(currency) ?? {
      currency,
      cells: Object.fromEntries(
        Object.keys(ages).map((age) => [age, { invoices: 0, due: 0 }]),
      ) as AgeRow['cells'],
      invoices: 0,
      due: 0,
    }
    row.cells[bucket as Age] = { invoices, due: due_minor }
    row.invoices += invoices
    row.due += due_minor
    found.set(currency, row)
  }
  return [...found.values()].sort((a, b) => b.invoices - a.invoices || a.currency.localeCompare(b.currency))
}
