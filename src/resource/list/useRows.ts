import { type BaseRecord, type CrudFilters, useDataProvider, useList } from '@refinedev/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { columns } from '@/supabase/columns'
import type { ListResult } from '@/supabase/data'
import type { AnyRow, Resource } from '../define'
import { toSorters } from './address'

interface RowsQuestion {
  filters: CrudFilters
  sort: string
  cursor?: string
  direction?: 'next' | 'previous'
  /** Rows of a page. */
  size: number
  enabled?: boolean
}

/**
 * PostgREST's select for a resource: its declared columns without the heavy ones, its key and version, and what it
 * embeds. Columns of the table that the page does not know stay unread.
 */
export function listSelect(resource: Resource, also: readonly string[] = []): string {
  const known = columns[resource.table] ?? {}
  const names = new Set<string>([resource.key, ...resource.titleColumns, ...also])
  if ('updated_at' in known) names.add('updated_at')
  if ('state' in known) names.add('state')
  for (const [name, field] of Object.entries(resource.fields)) {
    if (!field.heavy) names.add(name)
    if (field.currency && field.currency in known) names.add(field.currency)
  }
  const own = [...names].join(',')
  return resource.embed ? `${own},${resource.embed}` : own
}

/** Up to this estimate the rows are also counted in full, once they are on the screen. */
const countedUpTo = 100_000

// Row security makes the planner's estimates small by halves and quarters. Where counting is cheap it is done in full,
// but apart: the rows never wait for it, and if it fails the estimate stays, labelled as one.
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

/** One page of a resource's rows. While another page is on its way the present one stays, marked `isPlaceholder`. */
export function useRows(
  resource: Resource,
  { filters, sort, cursor, direction, size, enabled = true }: RowsQuestion,
) {
  const { query } = useList<BaseRecord>({
    resource: resource.table,
    pagination: { pageSize: size },
    sorters: toSorters(sort),
    filters,
    meta: { select: listSelect(resource), count: 'estimated', tieBreak: resource.key, cursor, direction },
    errorNotification: false,
    queryOptions: { placeholderData: keepPreviousData, enabled },
  })
  const page = query.data as ListResult | undefined
  const counted = useExactCount(resource, filters, page?.approximate === true && page.total <= countedUpTo)
  return {
    rows: (page?.data ?? none) as readonly AnyRow[],
    total: counted ?? page?.total ?? 0,
    approximate: counted === undefined && (page?.approximate ?? false),
    cursor: page?.cursor ?? {},
    /** Whether there are rows to show, be they of the question before. */
    isKnown: page !== undefined,
    /** The rows are of the question before. */
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
