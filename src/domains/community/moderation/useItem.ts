import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef } from 'react'
import { comingUp } from '@/resource/queue/queueState'
import { keyOf } from '@/resource/queue/types'
import { contextOptions } from './data'
import { newest } from './decisionRules'
import { itemOfKey, queuePath } from './queueView'
import type { ItemRef } from './types'
import type { Moderation } from './useModeration'

/** How many item contexts are prefetched. */
const ahead = 2

/** The focused item with its context. The contexts of the next items are prefetched. */
export function useItem(m: Moderation, focused: ItemRef | undefined) {
  const { calls, queue, rows, isDone, isLoaded, dispatch } = m
  const { focus } = m.state
  const firstSeen = useRef(new Map<string, number>())
  const contextQuery = useQuery({
    ...contextOptions(calls, focused ?? { item_type: 'post', item_id: '' }),
    enabled: focused !== undefined,
  })
  const context = contextQuery.data ?? undefined

  // An item opened by a link or a decision that is not among the rows.
  const isLinkedFromOutside =
    !isDone &&
    isLoaded &&
    focus !== undefined &&
    !rows.some((row) => keyOf(row) === focus) &&
    context !== undefined
  useEffect(() => {
    if (isLinkedFromOutside) dispatch({ type: 'linked', item: context.item })
  }, [isLinkedFromOutside, context, dispatch])

  const row = rows.find((one) => keyOf(one) === focus)
  const decided = focus ? queue.decided.get(focus) : undefined
  const item = useMemo(() => newest(row, context?.item, decided), [row, context, decided])
  if (item && !firstSeen.current.has(keyOf(item))) firstSeen.current.set(keyOf(item), item.version)
  const isEdited = item !== undefined && item.version > (firstSeen.current.get(keyOf(item)) ?? item.version)
  useReadAhead(m)
  useRereading(m, decided?.id)
  const itemStatus = focus ? m.itemStatuses.get(focus) : undefined
  return { focused, contextQuery, context, row, decided, item, isEdited, itemStatus }
}

/** The focused item with its context. */
export type FocusedItem = ReturnType<typeof useItem>

function useReadAhead({ calls, isDone, history, rows, isOpenKey, state: { focus, past } }: Moderation) {
  const queries = useQueryClient()
  const at = history.rows?.findIndex(({ id }) => id === past) ?? -1
  const coming = isDone
    ? (history.rows ?? []).slice(at + 1, at + 1 + ahead).map(keyOf)
    : comingUp(rows, isOpenKey, focus, ahead)
  const keys = coming.join()
  useEffect(() => {
    for (const key of keys.split(',')) {
      const item = itemOfKey(key)
      if (item) void queries.prefetchQuery(contextOptions(calls, item))
    }
  }, [keys, calls, queries])
}

/** Reads an item again after a colleague's decision or the outcome of an own one. */
function useRereading({ sent, queue, state: { focus } }: Moderation, decidedId: number | undefined) {
  const queries = useQueryClient()
  const answered = useRef<ReadonlySet<string>>(undefined)
  const { pollNow } = queue
  useEffect(() => {
    const before = answered.current
    answered.current = new Set(
      sent.filter(({ outcome }) => outcome).map(({ key, undo }) => `${key} ${undo?.status ?? ''}`),
    )
    if (!before) return
    let isAnything = false
    for (const { key, item: of, outcome, undo, status } of sent) {
      if (!outcome || before.has(`${key} ${undo?.status ?? ''}`)) continue
      isAnything = true
      void queries.invalidateQueries({ queryKey: ['moderation', 'context', keyOf(of)] })
      if (status === 'returned' || undo) pollNow()
    }
    if (isAnything) {
      void queries.invalidateQueries({ queryKey: ['moderation', 'history'] })
      void queries.invalidateQueries({ queryKey: ['waiting', queuePath] })
    }
  }, [sent, queries, pollNow])
  useEffect(() => {
    if (decidedId) void queries.invalidateQueries({ queryKey: ['moderation', 'context', focus] })
  }, [decidedId, focus, queries])
}
