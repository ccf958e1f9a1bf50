import { useMemo } from 'react'
import { useLocation, useSearchParams } from 'react-router'
import type { Density } from '@/ui/theme'
import type { Resource } from '../define'
import { useEntries } from '../entries'
import { allView, openingAddress } from '../views/opening'
import {
  type ColumnSetting,
  type Filter,
  isPathKey,
  type ListState,
  readAddress,
  writeAddress,
} from './address'

/** What a list shows, read from the address, and the ways to change it; each change is a step in the browser's history but typing. */
export function useListState(resource: Resource) {
  const [params, setParams] = useSearchParams()
  // A record may lie open over the list, and does so by this state.
  const location = useLocation()
  const { staff } = useEntries()
  const state = useMemo(() => readAddress(params, resource), [params, resource])

  const set = (change: Partial<ListState>, replace = false) => {
    // Another question begins at its first row.
    const next: ListState = { ...state, cursor: undefined, direction: 'next', first: 1, ...change }
    const address = writeAddress(next, resource.list.sort)
    // What stands above the list keeps its own part of the address: `chart.range`.
    for (const [key, value] of params) {
      if (key.includes('.') && !isPathKey(key, resource)) address.append(key, value)
    }
    // Without any, the address would mean the view that the list opens with.
    if (address.size === 0 && openingAddress(staff.userId, resource.table)) address.set('view', allView)
    setParams(address, { replace, state: location.state })
  }
  return {
    state,
    setSearch: (search: string) => set({ search }, true),
    setFilters: (filters: readonly Filter[]) => set({ filters }),
    setMatch: (match: 'all' | 'any') => set({ match }),
    setSort: (sort: string) => set({ sort }),
    turn: (cursor: string, direction: 'next' | 'previous', first: number) =>
      set({ cursor, direction, first: Math.max(1, first) }),
    toStart: () => set({}),
    setSize: (size: number) => set({ size }),
    /** Puts the columns in this order and width, and the rows at this height; without, as they usually are. Not a step in the history. */
    arrange: (columns: readonly ColumnSetting[] | undefined, density: Density | undefined) =>
      set({ columns, density, cursor: state.cursor, direction: state.direction, first: state.first }, true),
    clear: () => set({ search: '', filters: [], match: 'all' }),
  }
}

/** The list's state and its changes. */
export type ListControls = ReturnType<typeof useListState>
