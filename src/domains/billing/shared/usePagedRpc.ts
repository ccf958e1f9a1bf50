import { useInfiniteQuery } from '@tanstack/react-query'
import { useRpc } from '@/resource/query/useRpc'
import type { ArgsOf, RowOfResult } from '@/supabase/rpc'

/**
 * Functions that return long lists: every row contains the total count (`found`), and `skip` is the offset.
 */
type ListFunction = 'receivables_on' | 'mrr_changes' | 'subscriptions_at_risk' | 'limits_used_by'

type Row<Name extends ListFunction> = RowOfResult<Name> & { found: number }

/** The rows behind a figure, in pages of a thousand: the first is loaded at once, the others on request. */
export function usePagedRpc<Name extends ListFunction>(name: Name, args: Omit<ArgsOf<Name>, 'skip'>) {
  const rpc = useRpc()
  const query = useInfiniteQuery({
    queryKey: ['parts', name, args],
    initialPageParam: 0,
    queryFn: async ({ pageParam, signal }) =>
      (await rpc(name, { ...args, skip: pageParam } as ArgsOf<Name>, {
        method: 'get',
        signal,
      })) as unknown as Row<Name>[],
    getNextPageParam: (last, pages) => {
      const read = pages.reduce((sum, page) => sum + page.length, 0)
      return read < (last[0]?.found ?? 0) ? read : undefined
    },
    staleTime: 60_000,
  })
  const rows = query.data?.pages.flat() ?? []
  return { query, rows, found: rows[0]?.found ?? 0 }
}
