import { columns as columnMetadata } from '@/supabase/columns'
import type { Resource } from '../define'
import { type Filter, type FilterGroup, isGroupable, type ListState } from './listUrl'

type Grouped = Pick<Resource, 'table' | 'fields'>

// What `list_groups` counts by.
const countedTypes = new Set(['text', 'bool', 'uuid', 'int2', 'int4', 'int8'])

/** The columns that the rows of a list can be grouped by: states and other choices, people, sources. */
export function groupableColumns({ table, fields }: Grouped): readonly string[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    const { type = '', unique } = columnMetadata[table]?.[name] ?? {}
    return isGroupable(field) && !field.onlyWith && !unique && countedTypes.has(type) ? [name] : []
  })
}

/** The filter that holds for exactly the rows with one value in a column. */
export function filterOfGroup({ fields }: Grouped, field: string, value: unknown): Filter {
  if (value === null || value === undefined) return { field, op: 'empty', value: [] }
  return { field, op: fields[field]?.filter === 'boolean' ? 'is' : 'any', value: [String(value)] }
}

type Conditions = Pick<ListState, 'match' | 'filters' | 'groups'>

/**
 * The conditions of a list with one more, which must hold beside all that held before. Where any of them was enough,
 * it goes into each, since an address has groups but no groups in groups.
 */
export function narrowed({ match, filters, groups = [] }: Conditions, more: Filter): Conditions {
  if (match === 'all' || filters.length + groups.length < 2) {
    // What another filter asks of the same column holds for the value as well, or it would not be there.
    const others = filters.filter(({ field, path }) => field !== more.field || path !== undefined)
    return { match: 'all', filters: [...others, more], groups: groups.length > 0 ? groups : undefined }
  }
  const one = [
    ...filters,
    ...groups.filter((group) => group.match === 'any').flatMap((group) => group.filters),
  ]
  const whole = groups.filter((group) => group.match === 'all')
  if (whole.length === 0) return { match: 'all', filters: [more], groups: [{ match: 'any', filters: one }] }
  const withMore = [...one.map((filter) => [filter]), ...whole.map((group) => group.filters)]
  return {
    match: 'any',
    filters: [],
    groups: withMore.map((parts): FilterGroup => ({ match: 'all', filters: [...parts, more] })),
  }
}
