import type { CrudFilters } from '@refinedev/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Rpc } from '@/supabase/rpc'
import { type AnyRow, relationsOf } from '../define'
import type { ListModel } from '../query/listModel'
import { useRpc } from '../query/useRpc'
import { useOwnChange } from './useOwnChange'

/** The timeout of a figure's request, in milliseconds: a hosted project cancels it after eight seconds. */
const timeoutMs = 12_000

/** A figure about a list: its name, the parameters it depends on besides the list's filters, and its request. */
interface ListFigure<T> {
  name: string
  args: AnyRow
  read: (rpc: Rpc, list: Matching, signal: AbortSignal) => Promise<T>
}

/** The rows a figure is about, as arguments of its function. */
interface Matching {
  target: string
  filters: CrudFilters
  relations: ReturnType<typeof relationsOf>
}

/**
 * Requests a figure about all rows that match a list's search and filters. The rows never wait for it, and if it fails
 * the list works without it.
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
    // Refetched like the rows, but less often: counting everything costs more than reading a page.
    refetchInterval: (query) => (query.state.status === 'error' ? false : 60_000),
  })
}
