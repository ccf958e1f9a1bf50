import type { CrudFilters } from '@refinedev/core'

/** Filters of `appeal_queue` for open objections; used by the page's list and by the menu's count. */
export const openObjections: CrudFilters = [{ field: 'state', operator: 'eq', value: 'open' }]
