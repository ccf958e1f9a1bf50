/** The actions that failed in the same way. */
export function failedActions(
  { error_group, bot_id, action }: { error_group: string; bot_id: string; action: string },
  moments: string,
): string {
  return `/bot-actions-log?error_group=is:${error_group}&bot_id=any:${bot_id}&action=is:${action}&created_at=${moments}`
}
