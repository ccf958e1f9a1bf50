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

/** The managed list of reasons; those in use that can be said of these items apart. */
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

/** How everything about one item is read. */
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

/** What was decided, the latest first, as far back as somebody looks. */
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

/** Where moderators' decisions and claims go. */
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

/** Where decisions and claims go, and the moderator's decisions on their way there. */
export function useSending(calls: QueueRequests, person: string) {
  const apis = useMemo(() => moderationApis(calls), [calls])
  return { apis, ...useOutbox<Decision, ItemType>('moderation', person, apis.decisions) }
}
