import { type BaseRecord, type CrudFilters, useDataProvider, useList } from '@refinedev/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { PrefetchingProvider } from '@/supabase/listPrefetch'
import type { ListResult } from '@/supabase/lists'
import type { AnyRow, Resource } from '../define'
import { listSelect } from './listSelect'
import { listParams, type PageQuery } from './pageQuery'

// Row security makes the planner's estimates far too low, so none is shown: all rows are counted, but in a separate
// request. The rows never wait for it, and if it fails the list shows only the number it knows.
function useExactCount(resource: Resource, filters: CrudFilters, enabled: boolean): number | undefined {
  const provider = useDataProvider()()
  const { data } = useQuery({
    queryKey: ['count', resource.table, filters],
    queryFn: async ({ signal }) => {
      const { total } = await provider.getList({
        resource: resource.table,
        pagination: { pageSize: 1 },
        filters,
        meta: { select: listSelect(resource), count: 'exact', tieBreak: resource.key, signal },
      })
      return total
    },
    enabled,
    staleTime: 60_000,
    retry: false,
  })
  return enabled ? data : undefined
}

/** One page of a resource's rows. While another page is loading, the current one stays, marked `isPlaceholder`. */
export function useRows(resource: Resource, { enabled = true, ...asked }: PageQuery & { enabled?: boolean }) {
  const params = listParams(resource, asked)
  const provider = useDataProvider()() as Partial<PrefetchingProvider>
  const { query } = useList<BaseRecord>({
    ...params,
    errorNotification: false,
    queryOptions: {
      placeholderData: keepPreviousData,
      enabled,
      initialData: () => provider.takePrefetched?.(params),
    },
  })
  const page = query.data as ListResult | undefined
  const exactCount = useExactCount(resource, asked.filters, page?.approximate === true)
  return {
    rows: (page?.data ?? none) as readonly AnyRow[],
    total: exactCount ?? page?.total ?? 0,
    approximate: exactCount === undefined && (page?.approximate ?? false),
    cursor: page?.cursor ?? {},
    /** Whether there are rows to show, even if they belong to the previous query. */
    isKnown: page !== undefined,
    /** The rows belong to the previous query. */
    isPlaceholder: query.isPlaceholderData,
    isLoading: query.isLoading,
    updatedAt: query.dataUpdatedAt,
    error: query.error,
    refetch: () => query.refetch({ cancelRefetch: false }),
  }
}

/** One page of a resource's rows. */
export type RowsPage = ReturnType<typeof useRows>

const none: readonly AnyRow[] = []
