import { beforeSeries, useDaysBefore } from '@/charts/comparison'
import type { Series } from '@/charts/Legend'
import { periodStarts, type Range } from '@/charts/period'
import { useFigures } from '@/charts/useFigures'

/**
 * The uses of a feature in the months before the range: null
 * for a month without use, undefined when comparison is off.
 */
export type UsesBefore = (feature: string) => (number | null)[] | undefined

/** The use of each feature in the same number of months before a range, when comparison is on. */
export function useUsageBefore(range: Range): UsesBefore {
  const earlier = useDaysBefore(range, 'month')
  const { rows } = useFigures(
    'usage_over_time',
    earlier && { from_date: earlier.from, to_date: earlier.to, time_zone: range.zone },
  )
  return (feature) =>
    earlier && rows
      ? periodStarts('month', earlier).map(
          (start) => rows.find((row) => row.feature === feature && row.period_start === start)?.used ?? null,
        )
      : undefined
}

/** The previous use as a line, in another colour than the series “used without a limit”. */
export function usesBeforeSeries(values: readonly (number | null)[] | undefined, shown: number): Series[] {
  return beforeSeries(values, shown, 'month', 'Used').map((one) => ({ ...one, colour: 2 }))
}
