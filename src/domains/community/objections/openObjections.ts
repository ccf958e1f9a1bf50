import type { CrudFilters } from '@refinedev/core'

/** The objections that wait for an answer, of `appeal_queue`: what its page lists and what the menu counts. */
export const openObjections: CrudFilters = [{ field: 'state', operator: 'eq', value: 'open' }]
