import { columns as columnMetadata } from '@/supabase/columns'
import type { Resource } from '../define'
import { type Filter, type FilterGroup, isGroupable, type ListState } from './listUrl'

type Grouped = Pick<Resource, 'table' | 'fields'>

// The column types that `list_groups` supports.
const countedTypes = new Set(['text', 'bool', 'uuid', 'int2', 'int4', 'int8'])

/** The columns by which a list can be grouped: states and other choices, people, sources. */
export function groupableColumns({ table, fields }: Grouped): readonly string[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    const { type = '', unique } = columnMetadata[table]?.[name] ?? {}
    return isGroupable(field) && !field.onlyWith && !unique && countedTypes.has(type) ? [name] : []
  })
}

/** The filter that matches exactly the rows with one value in a column. */
export function filterOfGroup({ fields }: Grouped, field: string, value: unknown): Filter {
  if (value === null || value === undefined) return { field, op: 'empty', value: [] }
  return { field, op: fields[field]?.filter === 'boolean' ? 'is' : 'any', value: [String(value)] }
}

type Conditions = Pick<ListState, 'match' | 'filters' | 'groups'>

/**
 * Adds a condition that must hold besides the list's other conditions. If those are joined by “any”, it is added to
 * each of them, since an address has no nested groups.
 */
export function narrowed({ match, filters, groups = [] }: Conditions, more: Filter): Conditions {
  if (match === 'all' || filters.length + groups.length < 2) {
    // Other filters on the same column hold for the value as well, or there would be no such rows.
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
