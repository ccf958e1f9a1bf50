import type { CrudFilters, GetListParams } from '@refinedev/core'
import type { PrefetchingProvider } from '@/supabase/listPrefetch'
import type { Resource } from '../define'
import { toCrudFilters, toSorters } from './crudFilters'
import { defaultViewQuery } from './defaultView'
import { listSelect } from './listSelect'
import { readListUrl } from './listUrl'

/** The query of one page of a list. */
export interface PageQuery {
  filters: CrudFilters
  sort: string
  cursor?: string
  direction?: 'next' | 'previous'
  /** The page size. */
  size: number
}

/** The parameters of `getList` for a page of a list. */
export function listParams(
  resource: Resource,
  { filters, sort, cursor, direction, size }: PageQuery,
): GetListParams {
  return {
    resource: resource.table,
    pagination: { pageSize: size },
    sorters: toSorters(resource, sort),
    filters,
    meta: { select: listSelect(resource), count: 'estimated', tieBreak: resource.key, cursor, direction },
  }
}

/**
 * Requests the rows that a list opens with for a person, before the list renders.
 * @param search the query of the list's address, with its question mark.
 */
export function prefetchRows(
  provider: PrefetchingProvider,
  resource: Resource,
  search: string,
  userId: string,
): void {
  const query = search || defaultViewQuery(userId, resource.table) || ''
  const state = readListUrl(new URLSearchParams(query), resource)
  const params = listParams(resource, { ...state, filters: toCrudFilters(resource, state) })
  provider.prefetchList(params, resource.path + search)
}
