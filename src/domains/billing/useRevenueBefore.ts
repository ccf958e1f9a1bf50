import { useDaysBefore } from '@/charts/comparison'
import { periodStarts, type Range } from '@/charts/period'
import { useFigures } from '@/charts/useFigures'

/**
 * Recurring revenue at the end of each month before the range, in twelfths; undefined when comparison is off.
 */
export function useRevenueBefore(range: Range, currency: string): readonly (number | null)[] | undefined {
  const earlier = useDaysBefore(range, 'month')
  const { rows } = useFigures(
    'mrr_movements',
    earlier && { from_day: earlier.from, until_day: earlier.to, time_zone: range.zone },
  )
  return (
    earlier &&
    rows &&
    periodStarts('month', earlier).map(
      (start) => rows.find((row) => row.month === start && row.currency === currency)?.end_twelfths ?? null,
    )
  )
}
