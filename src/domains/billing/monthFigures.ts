import { useQuery } from '@tanstack/react-query'
import * as v from 'valibot'
import { useRpc } from '@/resource/query/useRpc'

/** The figures that a month is closed with, all of one moment, with their version. */
const monthFigures = v.object({
  version: v.string(),
  checks: v.array(v.object({ check_key: v.string(), found: v.number(), is_fine: v.boolean() })),
  receivables: v.array(
    v.object({
      currency: v.string(),
      opening_minor: v.number(),
      invoiced_minor: v.number(),
      voided_minor: v.number(),
      credited_minor: v.number(),
      paid_minor: v.number(),
      refunded_minor: v.number(),
      written_off_minor: v.number(),
      closing_minor: v.number(),
    }),
  ),
  books: v.array(
    v.object({
      currency: v.string(),
      document: v.string(),
      lines: v.number(),
      net_minor: v.number(),
      tax_minor: v.number(),
      gross_minor: v.number(),
      receivable_minor: v.number(),
    }),
  ),
  received: v.array(v.object({ currency: v.string(), payments: v.number(), amount_minor: v.number() })),
  terms: v.number(),
})
export type MonthFigures = v.InferOutput<typeof monthFigures>

/** How often an open page reads the figures again, in milliseconds. */
const anewAfter = 10 * 60_000

/** Reads the figures of a month. Figures of another month are never shown as a placeholder. */
export function useMonthFigures(month: string) {
  const rpc = useRpc()
  return useQuery({
    queryKey: ['month_end', month],
    queryFn: ({ signal }) => rpc('month_end', { month }, { method: 'get', signal, result: monthFigures }),
    staleTime: 60_000,
    refetchInterval: anewAfter,
  })
}
