import { useSubscription } from '@refinedev/core'
import { replaceEqualDeep } from '@tanstack/react-query'
import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react'
import { keyOf } from '@/resource/queue/types'
import type { Calls } from '@/resource/queue/useCalls'
import { serverNow } from '@/supabase/clock'
import { belongs, type QueuePlacement, queueFilters, type View } from './queueView'
import type { PastDecision, QueueItem } from './types'

/** What is read of all that waits, again and again: enough for the views' counts and for what colleagues do. */
type SnapshotRow = QueuePlacement &
  Pick<
    QueueItem,
    | 'id'
    | 'item_type'
    | 'item_id'
    | 'version'
    | 'decision_seen'
    | 'claimed_name'
    | 'claim_expires_at'
    | 'escalated_name'
  >

const snapshotColumns =
  'id,item_type,item_id,version,decision_seen,priority,escalated,escalated_name,claimed_by,claimed_name,claim_expires_at,top_category,why,severity,waiting_since'

/** All that waits, by key; `whole` unless there is more than was read. */
interface QueueSnapshot {
  items: ReadonlyMap<string, SnapshotRow>
  whole: boolean
}

/** Columns of the queue's view that are never null. */
const notNull = ['priority', 'waiting_since', 'id']
const snapshotSize = 1000
const pageSize = 50
/** Milliseconds between two looks at what colleagues do; longer where a look itself takes long. */
const pollEveryMs = 5000
const byPriority = [
  { field: 'priority', order: 'desc' as const },
  { field: 'waiting_since', order: 'asc' as const },
]

/** A row with its numbers as numbers: the embedded backend sends some as text. */
export function withNumbers<Row extends Partial<QueueItem>>(row: Row): Row {
  return {
    ...row,
    ...(row.priority !== undefined && { priority: Number(row.priority) }),
    ...(row.bot_score != null && { bot_score: Number(row.bot_score) }),
  }
}

interface Loaded {
  rows: QueueItem[]
  cursor?: string
}

/** The latest decision on each item since the queue was opened, as the database tells it. */
export type Decided = ReadonlyMap<string, PastDecision>

/**
 * The rows of a view that waits, in the order in which they were loaded: nothing moves by itself. What colleagues do
 * is looked at every few seconds: it is marked on the rows, and what is new is counted until it is asked for.
 */
export function useQueue(calls: Calls, view: View, me: string) {
  const [loaded, setLoaded] = useState<Loaded>()
  const [error, setError] = useState<unknown>()
  const [snapshot, setSnapshot] = useState<QueueSnapshot>()
  const [decided, setDecided] = useState<Decided>(new Map())
  const [isDisconnected, setIsDisconnected] = useState(false)
  /** What waited when the rows were loaded: all else is new. */
  const known = useRef<ReadonlySet<string>>(undefined)
  /** What the last look found. */
  const seen = useRef<ReadonlySet<string>>(undefined)
  // What is listed or was there at the last look is known; what came since is offered.
  const markKnown = useCallback((rows: readonly QueueItem[]) => {
    known.current = seen.current && new Set([...seen.current, ...rows.map(keyOf)])
  }, [])
  const lastDecision = useRef<number>(undefined)
  const viewText = JSON.stringify(view)
  const waits = view.view !== 'done'

  const readPage = useCallback(
    async (size: number, cursor?: string, signal?: AbortSignal): Promise<Loaded> => {
      const { data, cursor: ends } = await calls.list<QueueItem>('moderation_queue', {
        filters: queueFilters(JSON.parse(viewText), me, serverNow()),
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

  const poll = useEffectEvent(async () => {
    if (lastDecision.current === undefined) {
      const { data } = await calls.list<{ id: number }>('moderation_history', {
        sorters: [{ field: 'id', order: 'desc' }],
        size: 1,
        select: 'id',
      })
      lastDecision.current = data[0]?.id ?? 0
    }
    const since = lastDecision.current
    const [all, newDecisions] = await Promise.all([
      calls.list<SnapshotRow>('moderation_queue', {
        sorters: byPriority,
        notNull,
        size: snapshotSize,
        select: snapshotColumns,
      }),
      calls.list<PastDecision>('moderation_history', {
        filters: [{ field: 'id', operator: 'gt', value: since }],
        sorters: [{ field: 'id', order: 'asc' }],
        size: 500,
      }),
    ])
    const items = new Map(all.data.map((row) => [keyOf(row), withNumbers(row)]))
    setSnapshot({ items, whole: !all.cursor.next })
    seen.current = new Set(items.keys())
    known.current ??= seen.current
    lastDecision.current = Math.max(since, ...newDecisions.data.map(({ id }) => id))
    if (newDecisions.data.length > 0) {
      setDecided(
        (before) => new Map([...before, ...newDecisions.data.map((one) => [keyOf(one), one] as const)]),
      )
    }
    const changed = (loaded?.rows ?? []).filter((row) => (items.get(keyOf(row))?.version ?? 0) > row.version)
    const changedItems =
      changed.length > 0
        ? await calls.list<QueueItem>('moderation_queue', {
            filters: [{ field: 'id', operator: 'in', value: changed.map(({ id }) => id) }],
            sorters: byPriority,
            notNull,
            size: changed.length,
          })
        : undefined
    const texts = new Map(changedItems?.data.map((row) => [row.id, withNumbers(row)]))
    setLoaded(
      (before) =>
        before &&
        replaceEqualDeep(before, { ...before, rows: before.rows.map((row) => merged(row, items, texts)) }),
    )
  })

  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const isPolling = useRef(false)
  const mounted = useRef(false)
  const pollAndSchedule = useEffectEvent(async () => {
    if (isPolling.current) return
    clearTimeout(timer.current)
    isPolling.current = true
    const began = performance.now()
    try {
      await poll()
      setIsDisconnected(false)
    } catch (caught) {
      setIsDisconnected(isOffline(caught))
    } finally {
      isPolling.current = false
      const pause = Math.max(pollEveryMs, 8 * (performance.now() - began))
      if (mounted.current) {
        timer.current = setTimeout(() => {
          if (document.visibilityState === 'visible') void pollAndSchedule()
        }, pause)
      }
    }
  })

  useEffect(() => {
    mounted.current = true
    const shown = () => {
      if (document.visibilityState === 'visible') void pollAndSchedule()
    }
    void pollAndSchedule()
    document.addEventListener('visibilitychange', shown)
    window.addEventListener('online', shown)
    return () => {
      mounted.current = false
      clearTimeout(timer.current)
      document.removeEventListener('visibilitychange', shown)
      window.removeEventListener('online', shown)
    }
  }, [])
  const pollNow = useCallback(() => void pollAndSchedule(), [])

  // Where the backend has Realtime, a decision shows at once.
  useSubscription({ channel: 'resources/moderation_decisions', onLiveEvent: pollNow })

  const now = new Date()
  const rows = loaded?.rows
  const have = new Set(rows?.map(keyOf))
  let fresh = 0
  for (const [key, item] of snapshot?.items ?? []) {
    if (!known.current || known.current.has(key) || have.has(key) || !belongs(item, view, me, now)) continue
    fresh += 1
  }
  return {
    rows,
    error,
    isWhole: loaded !== undefined && loaded.cursor === undefined,
    snapshot,
    decided,
    /** How many belong to the view that were not there when it was loaded. */
    fresh,
    /** The last look found no connection. */
    isDisconnected,
    load: useCallback(() => void load(), [load]),
    loadMore: useCallback(() => void loadMore(), [loadMore]),
    loadNew,
    pollNow,
  }
}

function merged(
  row: QueueItem,
  items: ReadonlyMap<string, SnapshotRow>,
  texts: ReadonlyMap<string, QueueItem>,
): QueueItem {
  const now = items.get(keyOf(row))
  if (!now) return row.claimed_by ? { ...row, claimed_by: null, claimed_name: null } : row
  return {
    ...row,
    ...texts.get(row.id),
    ...now,
    version: Math.max(texts.get(row.id)?.version ?? 0, row.version),
  }
}

function isOffline(error: unknown): boolean {
  return error instanceof Object && 'kind' in error && (error.kind === 'offline' || error.kind === 'timeout')
}
