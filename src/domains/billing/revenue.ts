import type { Series } from '@/charts/Legend'
import { type Period, periodOf } from '@/charts/period'
import type { RowOfResult } from '@/supabase/rpc'

/** A month of the bridge, as `mrr_movements` answers it; amounts are twelfths of a minor unit. */
export type Movement = RowOfResult<'mrr_movements'>

/** The five ways in which recurring revenue moves, in the order of the bridge. */
export const kinds = {
  new: 'New',
  expansion: 'Expansion',
  reactivation: 'Reactivation',
  contraction: 'Contraction',
  churn: 'Churn',
} as const

/** The key of a kind of movement. */
export type Kind = keyof typeof kinds

/** Twelfths of a minor unit as whole minor units, for display only. */
export function minorOfTwelfths(twelfths: number): number {
  // A rounded −0.4 is a zero, not a minus zero; what is less than one is written as that, not as nothing.
  return twelfths > 0 && twelfths < 6 ? twelfths / 12 : Math.round(twelfths / 12) || 0
}

/** What came and what went in a month. */
export function amountOf(row: Movement, kind: Kind): number {
  return row[`${kind}_twelfths`]
}

/** The currency that brought most at the end; euros where none did. */
export function biggestCurrency(rows: readonly Movement[]): string {
  const lastEnd = (currency: string) => rows.findLast((row) => row.currency === currency)?.end_twelfths ?? 0
  return [...new Set(rows.map((row) => row.currency))].sort((a, b) => lastEnd(b) - lastEnd(a))[0] ?? 'EUR'
}

/** The months of one currency on an axis; the present one is unfinished. */
export function periodsOf(rows: readonly Movement[]): Period[] {
  return rows.map(({ month, unfinished }) => ({ ...periodOf('month', month), unfinished }))
}

/** Twelfths of minor units as whole units, as they are drawn. */
export function scaled(twelfths: readonly (number | null)[] | undefined, digits: number) {
  return twelfths?.map((value) => (value === null ? null : value / 12 / 10 ** digits))
}

/** What is drawn: what came stands above the months, what went beside it, and the revenue at each end as a line. */
export function movementSeries(rows: readonly Movement[], digits: number): Series[] {
  const scale = (twelfths: number) => scaled([twelfths], digits)?.[0] ?? 0
  const came: Kind[] = ['new', 'expansion', 'reactivation']
  const went: Kind[] = ['contraction', 'churn']
  return [
    ...came.map((kind, index) => ({
      key: kind,
      label: kinds[kind],
      mark: 'bar' as const,
      stack: 'came',
      colour: index,
      values: rows.map((row) => scale(amountOf(row, kind))),
    })),
    ...went.map((kind, index) => ({
      key: kind,
      label: kinds[kind],
      mark: 'bar' as const,
      stack: 'went',
      colour: 3 + index,
      values: rows.map((row) => scale(amountOf(row, kind))),
    })),
    {
      key: 'end',
      label: 'At the end of the month',
      mark: 'line' as const,
      colour: 5,
      values: rows.map((row) => scale(row.end_twelfths)),
    },
  ]
}
