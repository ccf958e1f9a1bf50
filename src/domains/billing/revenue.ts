import { type ChartCell, unitCell } from '@/charts/cells'
import type { Series } from '@/charts/Legend'
import { type Period, periodOf } from '@/charts/period'
import { moneyText } from '@/resource/fields'
import { minorDigits } from '@/resource/fields/currencies'
import type { RowOfResult } from '@/supabase/rpc'

/** One month of revenue movements from `mrr_movements`; amounts are twelfths of a minor unit. */
export type Movement = RowOfResult<'mrr_movements'>

/** The five kinds of movement of recurring revenue, in display order. */
export const kinds = {
  new: 'New',
  expansion: 'Expansion',
  reactivation: 'Reactivation',
  contraction: 'Contraction',
  churn: 'Churn',
} as const

/** The key of a kind of movement. */
export type Kind = keyof typeof kinds

/** Converts twelfths of a minor unit to minor units, for display only. */
export function minorOfTwelfths(twelfths: number): number {
  // `|| 0` turns a rounded −0 into 0. An amount below half a
  // minor unit stays fractional, so that it is not shown as zero.
  return twelfths > 0 && twelfths < 6 ? twelfths / 12 : Math.round(twelfths / 12) || 0
}

/** An amount of twelfths as a table cell: money in the table, a plain number in a file. */
export const amountCell = (twelfths: number | null | undefined, currency: string): ChartCell =>
  unitCell(twelfths == null ? null : minorOfTwelfths(twelfths) / 10 ** minorDigits(currency), currency, () =>
    moneyText(minorOfTwelfths(twelfths ?? 0), currency),
  )

/** The amount of one kind of movement in a month. */
export function amountOf(row: Movement, kind: Kind): number {
  return row[`${kind}_twelfths`]
}

/** The currency with the most revenue at the end; euros when there is none. */
export function biggestCurrency(rows: readonly Movement[]): string {
  const lastEnd = (currency: string) => rows.findLast((row) => row.currency === currency)?.end_twelfths ?? 0
  return [...new Set(rows.map((row) => row.currency))].sort((a, b) => lastEnd(b) - lastEnd(a))[0] ?? 'EUR'
}

/** The months of one currency for the axis; the current month is unfinished. */
export function periodsOf(rows: readonly Movement[]): Period[] {
  return rows.map(({ month, unfinished }) => ({ ...periodOf('month', month), unfinished }))
}

/** Converts twelfths of minor units to whole currency units for the plot. */
export function scaled(twelfths: readonly (number | null)[] | undefined, digits: number) {
  return twelfths?.map((value) => (value === null ? null : value / 12 / 10 ** digits))
}

/**
 * The series of the plot: gains as one stack, losses as another
 * beside it, and the revenue at the end of each month as a line.
 */
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
