import { useList } from '@refinedev/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { humanize } from '@/resource/field'
import type { DecisionApi } from '@/resource/queue/outbox'
import { claimedItems, decisionOutcome, decisionOutcomes } from '@/resource/queue/results'
import { keyOf } from '@/resource/queue/types'
import type { ClaimsApi } from '@/resource/queue/useClaims'
import { useOutbox } from '@/resource/queue/useOutbox'
import type { QueueRequests } from '@/resource/queue/useQueueRequests'
import type { TableRow } from '@/supabase/rows'
import { historyFilters, type View } from './queueView'
import { itemContext } from './results'
import { withNumbers } from './snapshot'
import type { Decision, ItemRef, ItemType, PastDecision, Reason } from './types'

/** The managed reasons: active ones that apply to texts or to photos. */
export function useReasons(of: 'text' | 'photo' = 'text') {
  const { result, query } = useList<Reason & Pick<TableRow<'moderation_reasons'>, 'id' | 'active'>>({
    resource: 'moderation_reasons',
    pagination: { mode: 'off' },
    sorters: [{ field: 'position', order: 'asc' }],
    meta: { tieBreak: 'code' },
    queryOptions: { staleTime: 10 * 60_000 },
    errorNotification: false,
  })
  const all = result?.data
  const reasons = useMemo<readonly Reason[]>(
    () => all?.filter(({ active, items }) => active && items.includes(of)) ?? [],
    [all, of],
  )
  const reasonLabel = useCallback(
    (code: string) => all?.find((one) => one.code === code)?.label ?? humanize(code),
    [all],
  )
  return { reasons, reasonLabel, error: query.error }
}

/** Query options for an item with its context. */
export function contextOptions(calls: QueueRequests, item: ItemRef) {
  return {
    queryKey: ['moderation', 'context', keyOf(item)],
    queryFn: async ({ signal }: { signal: AbortSignal }) => {
      const { item_type, item_id } = item
      const context = await calls.rpc(
        'moderation_context',
        { item_type, item_id },
        { method: 'get', signal, result: itemContext },
      )
      return context && { ...context, item: withNumbers(context.item) }
    },
    staleTime: 30_000,
  }
}

/** Past decisions, latest first, loaded page by page. */
export function useHistory(calls: QueueRequests, view: View) {
  const query = useInfiniteQuery({
    queryKey: ['moderation', 'history', view],
    enabled: view.view === 'done',
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      calls.list<PastDecision>('moderation_history', {
        filters: historyFilters(view),
        sorters: [{ field: 'id', order: 'desc' }],
        size: 50,
        cursor: pageParam,
        signal,
      }),
    getNextPageParam: ({ cursor }) => cursor.next,
    staleTime: 0,
  })
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = query
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [fetchNextPage, hasNextPage, isFetchingNextPage])
  return {
    rows: query.data?.pages.flatMap(({ data }) => data),
    error: query.error,
    refetch: query.refetch,
    more,
  }
}

/** The database functions for decisions and claims. */
function moderationApis(calls: QueueRequests): { decisions: DecisionApi; claims: ClaimsApi } {
  return {
    decisions: {
      decide: (decisions) => calls.rpc('moderate', { decisions }, { result: decisionOutcomes }),
      undo: (decision_id, client_key) =>
        calls.rpc('undo_decision', { decision_id, client_key }, { result: decisionOutcome }),
    },
    claims: {
      claim: (items, take_over) =>
        calls.rpc('claim_items', { items, ...(take_over && { take_over }) }, { result: claimedItems }),
      release: (items) => calls.rpc('release_claims', { items }),
      renew: () => calls.rpc('renew_claims', {}),
    },
  }
}

/** The functions for decisions and claims, and the outbox of the moderator's unsent decisions. */
export function useSending(calls: QueueRequests, person: string) {
  const apis = useMemo(() => moderationApis(calls), [calls])
  return { apis, ...useOutbox<Decision, ItemType>('moderation', person, apis.decisions) }
}
