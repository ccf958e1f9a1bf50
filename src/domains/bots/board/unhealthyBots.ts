import type { CrudFilters } from '@refinedev/core'

const well = 'healthy'

/** Filters of `bot_board` for unhealthy bots, for the menu's count. */
export const unhealthyBots: CrudFilters = [{ field: 'state', operator: 'ne', value: well }]

/** The same condition for a row, for the board that shows only unhealthy bots. */
export function isUnhealthy({ state }: { state: string | null }): boolean {
  return state !== well
}
