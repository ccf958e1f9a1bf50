import type { Declared, Filter, ListState } from './listUrl'

/**
 * Removes filters that would read every row of a large table: those allowed only together with a filter on an indexed
 * column.
 */
export function withoutSlowFilters(
  state: ListState,
  { fields, list }: Declared,
  dropped: string[],
): ListState {
  const isQuick = (name: string) => {
    const beside = fields[name]?.onlyWith
    const isNarrowed =
      state.match === 'all' && state.filters.some(({ field, op }) => field === beside && op !== 'empty')
    if (!beside || isNarrowed) return true
    dropped.push(`“${fields[name]?.label}” without “${fields[beside]?.label}”`)
    return false
  }
  const quick = (filters: readonly Filter[]) => filters.filter(({ field }) => isQuick(field))
  const groups = state.groups
    ?.map((group) => ({ ...group, filters: quick(group.filters) }))
    .filter((group) => group.filters.length > 0)
  const sort = state.sort.split(',').filter((one) => isQuick(one.replace(/^-/, '')))
  return {
    ...state,
    filters: quick(state.filters),
    ...(groups && { groups: groups.length > 0 ? groups : undefined }),
    by: state.by !== undefined && isQuick(state.by) ? state.by : undefined,
    sort: sort.join(',') || list.sort,
  }
}
