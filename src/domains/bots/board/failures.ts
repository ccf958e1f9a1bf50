import type { RowOfResult } from '@/supabase/rpc'

/** URL of the actions that failed in the same way. */
export function failedActions(
  { error_group, bot_id, action }: Pick<RowOfResult<'bot_failures'>, 'error_group' | 'bot_id' | 'action'>,
  moments: string,
): string {
  return `/bot-actions-log?error_group=is:${error_group}&bot_id=any:${bot_id}&action=is:${action}&created_at=${moments}`
}
