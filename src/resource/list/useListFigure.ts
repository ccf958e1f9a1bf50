import type { CrudFilters } from '@refinedev/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Rpc } from '@/supabase/rpc'
import { type AnyRow, relationsOf } from '../define'
import type { ListModel } from '../query/listModel'
import { useRpc } from '../query/useRpc'
import { useOwnChange } from './useOwnChange'

/** So long a figure is waited for, in milliseconds: a hosted project stops it at eight seconds. */
const timeoutMs = 12_000

/** A figure of a list: what it is called, what it depends on beside the list's filters, and its call. */
interface ListFigure<T> {
  name: string
  args: AnyRow
  read: (rpc: Rpc, list: Matching, signal: AbortSignal) => Promise<T>
}

/** Which rows a figure is about, as arguments of its function. */
interface Matching {
  target: string
  filters: CrudFilters
  relations: ReturnType<typeof relationsOf>
}

/**
 * Asks the database for a figure about everything that a list's search and filters match. It comes when it comes: the
 * rows never wait for it, and where it fails the list is whole without it.
 */
export function useListFigure<T>(
  { resource, filters }: Pick<ListModel, 'resource' | 'filters'>,
  { name, args, read }: ListFigure<T>,
  isWanted: boolean,
) {
  const rpc = useRpc()
  const client = useQueryClient()
  useOwnChange(resource.table, () => void client.invalidateQueries({ queryKey: [name, resource.table] }))
  return useQuery({
    queryKey: [name, resource.table, filters, args],
    queryFn: ({ signal }) =>
      read(
        rpc,
        { target: resource.table, filters, relations: relationsOf(resource) },
        AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      ),
    enabled: isWanted,
    retry: false,
    staleTime: 30_000,
    // As the rows are followed, though not as closely: counting everything costs more than reading a page.
    refetchInterval: (query) => (query.state.status === 'error' ? false : 60_000),
  })
}
