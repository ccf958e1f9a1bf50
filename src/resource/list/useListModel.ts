import { useMemo, useState } from 'react'
import { serverNow } from '@/supabase/clock'
import type { Resource, ResourceEntry } from '../define'
import { toCrudFilters } from '../query/crudFilters'
import type { ListModel } from '../query/listModel'
import { filtersOf, isRelativeToNow } from '../query/listUrl'
import { useListState } from '../query/useListState'
import { useRows } from '../query/useRows'
import { useSelection } from '../query/useSelection'
import { useColumns } from './useColumns'
import { useLiveRows } from './useLiveRows'

/** A list with its state: the query from the address, the rows, and the selection. */
export function useListModel(entry: ResourceEntry, resource: Resource) {
  const controls = useListState(resource)
  const { state } = controls
  const { columns, arrange, density, setDensity } = useColumns(resource, controls)
  const [currentMinute, setCurrentMinute] = useState(minuteNow)

  // biome-ignore lint/correctness/useExhaustiveDependencies: “in the last 24 hours” changes every minute
  const filters = useMemo(() => toCrudFilters(resource, state), [resource, state, currentMinute])
  const page = useRows(resource, {
    filters,
    sort: state.sort,
    cursor: state.cursor,
    direction: state.direction,
    size: state.size,
  })
  const { total, approximate } = page
  const queryKey = JSON.stringify([state.search, state.match, state.filters, state.groups])
  const isRelative = filtersOf(state).some(isRelativeToNow)
  const live = useLiveRows(resource, {
    page,
    queryKey: JSON.stringify([queryKey, state.sort, state.cursor, state.direction, state.size]),
    size: state.size,
    refetch: async () => {
      if (!isRelative || minuteNow() === currentMinute) return page.refetch()
      setCurrentMinute(minuteNow())
      return { isError: false }
    },
  })
  const { rows } = live
  const selection = useSelection(resource.key, rows, queryKey)
  const list: ListModel = {
    entry,
    resource,
    controls,
    filters,
    rows,
    total,
    approximate,
    columns,
    arrange,
    selection,
  }
  return { list, page, live, density, setDensity }
}

// Relative dates are rounded to the minute, so that the same filter has the same query key for a minute.
function minuteNow(): number {
  return Math.ceil(serverNow().getTime() / 60_000)
}
