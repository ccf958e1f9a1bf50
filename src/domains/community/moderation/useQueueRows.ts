import { useCallback, useEffect, useRef, useState } from 'react'
import { keyOf } from '@/resource/queue/types'
import type { QueueRequests } from '@/resource/queue/useQueueRequests'
import { serverNow } from '@/supabase/clock'
import { queueFilters, type View } from './queueView'
import { withNumbers } from './snapshot'
import type { QueueItem } from './types'

/** Columns of the queue's view that are never null. */
export const notNull = ['priority', 'waiting_since', 'id']
/** The order of the queue: the most urgent first, of those the one that waits longest. */
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
 * The rows of a view, in the order in which they were loaded. `markKnown` is told of what was loaded anew; the same
 * function in every render.
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

  // Another page, once it is nearly reached.
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
      // Asked again with the next step towards the end.
    } finally {
      loadingMore.current = false
    }
  }, [loaded?.cursor, readPage])

  /** Takes in what is new, and leaves out what is decided; the item in focus stays where it is. */
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
