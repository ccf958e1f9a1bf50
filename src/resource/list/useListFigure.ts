import { useDataProvider } from '@refinedev/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type AnyRow, relationsOf } from '../define'
import type { ListModel } from '../query/listModel'
import { useOwnChange } from './useOwnChange'

/** So long a figure is waited for, in milliseconds: a hosted project stops it at eight seconds. */
const timeoutMs = 12_000

/**
 * Asks the database for a figure about everything that a list's search and filters match. It comes when it comes: the
 * rows never wait for it, and where it fails the list is whole without it.
 */
export function useListFigure<T>(
  { resource, filters }: Pick<ListModel, 'resource' | 'filters'>,
  rpc: 'list_sums' | 'list_groups',
  args: AnyRow,
  isWanted: boolean,
) {
  const provider = useDataProvider()()
  const client = useQueryClient()
  useOwnChange(resource.table, () => void client.invalidateQueries({ queryKey: [rpc, resource.table] }))
  return useQuery({
    queryKey: [rpc, resource.table, filters, args],
    queryFn: async ({ signal }) => {
      const answer = await provider.custom?.({
        url: `rpc/${rpc}`,
        method: 'post',
        payload: { target: resource.table, filters, relations: relationsOf(resource), ...args },
        meta: { signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]) },
      })
      return answer?.data as T
    },
    enabled: isWanted,
    retry: false,
    staleTime: 30_000,
    // As the rows are followed, though not as closely: counting everything costs more than reading a page.
    refetchInterval: (query) => (query.state.status === 'error' ? false : 60_000),
  })
}
