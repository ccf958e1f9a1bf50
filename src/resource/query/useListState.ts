import { useMemo } from 'react'
import { useLocation, useSearchParams } from 'react-router'
import type { Density } from '@/ui/theme'
import type { Resource } from '../define'
import { useEntries } from '../entries'
import { allViewId, defaultViewQuery } from './defaultView'
import {
  type ColumnSetting,
  type Filter,
  type FilterGroup,
  isJsonPathKey,
  type ListState,
  readListUrl,
  writeListUrl,
} from './listUrl'

/**
 * A list's state, read from the address, and functions to change it; each change except typing adds an entry to the
 * browser's history.
 */
export function useListState(resource: Resource) {
  const [params, setParams] = useSearchParams()
  // A record may be open over the list, which this history state stores.
  const location = useLocation()
  const { staff } = useEntries()
  const state = useMemo(() => readListUrl(params, resource), [params, resource])

  const paramsWith = (change: Partial<ListState>) => {
    // After a change of search, filter or sort order the list starts at the first page.
    const next: ListState = { ...state, cursor: undefined, direction: 'next', first: 1, ...change }
    const urlParams = writeListUrl(next, resource.list.sort)
    // A chart above the list stores its own parameters in the URL: `chart.range`.
    for (const [key, value] of params) {
      if (key.includes('.') && !isJsonPathKey(key, resource)) urlParams.append(key, value)
    }
    // An address without parameters would open the default view instead.
    if (urlParams.size === 0 && defaultViewQuery(staff.userId, resource.table))
      urlParams.set('view', allViewId)
    return urlParams
  }
  const set = (change: Partial<ListState>, replace = false) =>
    setParams(paramsWith(change), { replace, state: location.state })
  return {
    state,
    setSearch: (search: string) => set({ search }, true),
    setConditions: (filters: readonly Filter[], groups: readonly FilterGroup[]) =>
      set({ filters, groups: groups.length > 0 ? groups : undefined }),
    setMatch: (match: 'all' | 'any') => set({ match }),
    setSort: (sort: string) => set({ sort }),
    /** Groups and counts the rows by a column; undefined removes the grouping. */
    setBy: (by: string | undefined) =>
      set({ by, cursor: state.cursor, direction: state.direction, first: state.first }),
    /** The query of the address for a changed state. */
    queryWith: (change: Partial<ListState>) => `?${paramsWith(change)}`,
    goToPage: (cursor: string, direction: 'next' | 'previous', first: number) =>
      set({ cursor, direction, first: Math.max(1, first) }),
    toFirstPage: () => set({}),
    setSize: (size: number) => set({ size }),
    /**
     * Sets the order and width of the columns and the row height; undefined restores the default. Adds no entry to the
     * history.
     */
    arrange: (columns: readonly ColumnSetting[] | undefined, density: Density | undefined) =>
      set({ columns, density, cursor: state.cursor, direction: state.direction, first: state.first }, true),
    clear: () => set({ search: '', filters: [], groups: undefined, match: 'all' }),
  }
}

/** The state of a list and functions to change it. */
export type ListControls = ReturnType<typeof useListState>
