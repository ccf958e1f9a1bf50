import type { RowOfResult } from '@/supabase/rpc'

type Counted = Pick<
  RowOfResult<'engagement_activity'>,
  'period_start' | 'active_members' | 'unfinished' | 'ends_at'
>

/**
 * The stickiness of each month, from the activity by month and by day; null if no day has ended or nobody
 * came. Days before the first session are unknown and do not count in the average.
 */
export function stickiness(
  months: readonly Counted[],
  days: readonly Counted[],
  isKnown: (period: Counted) => boolean = () => true,
) {
  return months.map((month) => {
    const { period_start, active_members, unfinished } = month
    const own = days.filter(
      (day) => day.period_start.slice(0, 7) === period_start.slice(0, 7) && !day.unfinished && isKnown(day),
    )
    const daily = own.length > 0 ? own.reduce((sum, day) => sum + day.active_members, 0) / own.length : null
    return {
      start: period_start,
      unfinished,
      daily,
      monthly: isKnown(month) ? active_members : null,
      share: daily === null || active_members === 0 ? null : (100 * daily) / active_members,
    }
  })
}
