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

/** What a list shows, read from the address, and the ways to change it; each change is a step in the browser's history but typing. */
export function useListState(resource: Resource) {
  const [params, setParams] = useSearchParams()
  // A record may lie open over the list, and does so by this state.
  const location = useLocation()
  const { staff } = useEntries()
  const state = useMemo(() => readListUrl(params, resource), [params, resource])

  const paramsWith = (change: Partial<ListState>) => {
    // A change of search, filter or sort begins at the first page.
    const next: ListState = { ...state, cursor: undefined, direction: 'next', first: 1, ...change }
    const urlParams = writeListUrl(next, resource.list.sort)
    // A chart above the list keeps its own parameters in the URL: `chart.range`.
    for (const [key, value] of params) {
      if (key.includes('.') && !isJsonPathKey(key, resource)) urlParams.append(key, value)
    }
    // Without any, the address would mean the view that the list opens with.
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
    /** Counts the rows by the values of a column; no more without one. */
    setBy: (by: string | undefined) =>
      set({ by, cursor: state.cursor, direction: state.direction, first: state.first }),
    /** The query of the address that a change leads to. */
    queryWith: (change: Partial<ListState>) => `?${paramsWith(change)}`,
    goToPage: (cursor: string, direction: 'next' | 'previous', first: number) =>
      set({ cursor, direction, first: Math.max(1, first) }),
    toFirstPage: () => set({}),
    setSize: (size: number) => set({ size }),
    /** Puts the columns in this order and width, and the rows at this height; without, as they usually are. Not a step in the history. */
    arrange: (columns: readonly ColumnSetting[] | undefined, density: Density | undefined) =>
      set({ columns, density, cursor: state.cursor, direction: state.direction, first: state.first }, true),
    clear: () => set({ search: '', filters: [], groups: undefined, match: 'all' }),
  }
}

/** The list's state and its changes. */
export type ListControls = ReturnType<typeof useListState>
