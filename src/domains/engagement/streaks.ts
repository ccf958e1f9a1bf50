import type { MayBeEmpty, RowOfResult } from '@/supabase/rpc'

/** The longest streak with a band of its own. */
export const longest = 60

/** A band of consecutive days; without an end it includes all longer streaks. */
export type Band = MayBeEmpty<Pick<RowOfResult<'engagement_streaks'>, 'at_least' | 'at_most'>, 'at_most'>

/** A band as text. */
export function bandText({ at_least, at_most }: Band): string {
  const days = (count: number) => `${count} ${count === 1 ? 'day' : 'days'}`
  if (at_most === null) return `${days(at_least)} and more`
  if (at_least === at_most) return days(at_least)
  if (at_least === 7 && at_most === 13) return '1 week'
  return at_least === 14 && at_most === 29 ? '2 weeks' : `${at_least} to ${at_most} days`
}
