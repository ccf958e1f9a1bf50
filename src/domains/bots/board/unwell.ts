import type { CrudFilters } from '@refinedev/core'

const well = 'healthy'

/** The bots that are not well, of `bot_board`, as the menu counts them. */
export const unwellBots: CrudFilters = [{ field: 'state', operator: 'ne', value: well }]

/** The same of a row, as the board leaves the others out. */
export function isUnwell({ state }: { state: string | null }): boolean {
  return state !== well
}
