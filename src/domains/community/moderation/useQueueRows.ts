import { useCallback, useEffect, useRef, useState } from 'react'
import { keyOf } from '@/resource/queue/types'
import type { QueueRequests } from '@/resource/queue/useQueueRequests'
import { serverNow } from '@/supabase/clock'
import { queueFilters, type View } from './queueView'
import { withNumbers } from './snapshot'
import type { QueueItem } from './types'

/** Columns of the view `moderation_queue` that are never null. */
export const notNull = ['priority', 'waiting_since', 'id']
/** The order of the queue: highest priority first, then longest waiting. */
export const byPriority = [
  { field: 'priority', order: 'desc' as const },
  { field: 'waiting_since', order: 'asc' as const },
]
const pageSize = 50

interface Loaded {
  rows: QueueItem[]
  cursor?: string
}

/**
 * The rows of a view, in the order in which they were loaded. `markKnown`
 * receives newly loaded rows and must have a stable identity.
 */
export function useQueueRows(
  calls: QueueRequests,
  view: View,
  me: string,
  markKnown: (rows: readonly QueueItem[]) => void,
) {
  const [loaded, setLoaded] = useState<Loaded>()
  const [error, setError] = useState<unknown>()
  const viewText = JSON.stringify(view)
  const waits = view.view !== 'done'

  const readPage = useCallback(
    async (size: number, cursor?: string, signal?: AbortSignal): Promise<Loaded> => {
      const { data, cursor: ends } = await calls.list<QueueItem>('moderation_queue', {
        filters: queueFilters(JSON.parse(viewText) as View, me, serverNow()),
        sorters: byPriority,
        notNull,
        size,
        cursor,
        signal,
      })
      return { rows: data.map(withNumbers), cursor: ends.next }
    },
    [calls, viewText, me],
  )

  const load = useCallback(
    async (signal?: AbortSignal) => {
      setError(undefined)
      try {
        const page = await readPage(pageSize, undefined, signal)
        if (signal?.aborted) return
        markKnown(page.rows)
        setLoaded(page)
      } catch (caught) {
        if (!signal?.aborted) setError(caught)
      }
    },
    [readPage, markKnown],
  )

  useEffect(() => {
    if (!waits) return
    const stop = new AbortController()
    setLoaded(undefined)
    void load(stop.signal)
    return () => stop.abort()
  }, [load, waits])

  // Loads the next page when the end of the list is near.
  const loadingMore = useRef(false)
  const loadMore = useCallback(async () => {
    if (loadingMore.current || !loaded?.cursor) return
    loadingMore.current = true
    try {
      const page = await readPage(pageSize, loaded.cursor)
      setLoaded((before) => {
        if (before?.cursor !== loaded.cursor) return before
        const have = new Set(before?.rows.map(({ id }) => id))
        return {
          rows: [...(before?.rows ?? []), ...page.rows.filter(({ id }) => !have.has(id))],
          cursor: page.cursor,
        }
      })
    } catch {
      // The next scroll towards the end tries again.
    } finally {
      loadingMore.current = false
    }
  }, [loaded?.cursor, readPage])

  /** Loads new items and removes decided ones; the focused item keeps its position. */
  const loadNew = useCallback(
    async (focus: string | undefined) => {
      const page = await readPage(Math.max(pageSize, loaded?.rows.length ?? 0))
      markKnown(page.rows)
      setLoaded((before) => {
        const at = before?.rows.findIndex((row) => keyOf(row) === focus) ?? -1
        const kept = before?.rows[at]
        if (!kept || page.rows.some(({ id }) => id === kept.id)) return page
        const rows = [...page.rows]
        rows.splice(Math.min(at, rows.length), 0, kept)
        return { ...page, rows }
      })
    },
    [readPage, markKnown, loaded?.rows.length],
  )
  return {
    ...{ loaded, setLoaded, error, loadNew },
    load: useCallback(() => void load(), [load]),
    loadMore: useCallback(() => void loadMore(), [loadMore]),
  }
}
