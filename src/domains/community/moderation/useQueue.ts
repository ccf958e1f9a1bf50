import { useSubscription } from '@refinedev/core'
import { replaceEqualDeep } from '@tanstack/react-query'
import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react'
import { belongs, type Placed, queueFilters, type View } from './address'
import { keyOf, type PastDecision, type QueueItem } from './types'
import type { Calls } from './useCalls'

/** What is read of all that waits, again and again: enough for the views' counts and for what colleagues do. */
type Rolled = Placed &
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

const rolled =
  'id,item_type,item_id,version,decision_seen,priority,escalated,escalated_name,claimed_by,claimed_name,claim_expires_at,top_category,why,severity,waiting_since'

/** All that waits, by key; `whole` unless there is more than was read. */
interface Roll {
  items: ReadonlyMap<string, Rolled>
  whole: boolean
}

const rollSize = 1000
const pageSize = 50
/** Milliseconds between two looks at what colleagues do; longer where a look itself takes long. */
const lookEvery = 5000
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
  const [roll, setRoll] = useState<Roll>()
  const [decided, setDecided] = useState<Decided>(new Map())
  const [lost, setLost] = useState(false)
  /** What waited when the rows were loaded: all else is new. */
  const known = useRef<ReadonlySet<string>>(undefined)
  /** What the last look found. */
  const seen = useRef<ReadonlySet<string>>(undefined)
  // What is listed or was there at the last look is known; what came since is offered.
  const takeAsKnown = useCallback((rows: readonly QueueItem[]) => {
    known.current = seen.current && new Set([...seen.current, ...rows.map(keyOf)])
  }, [])
  const lastDecision = useRef<number>(undefined)
  const question = JSON.stringify(view)
  const waits = view.view !== 'done'

  const readPage = useCallback(
    async (size: number, cursor?: string, signal?: AbortSignal): Promise<Loaded> => {
      const { data, cursor: ends } = await calls.list<QueueItem>('moderation_queue', {
        filters: queueFilters(JSON.parse(question), me, new Date()),
        sorters: byPriority,
        size,
        cursor,
        signal,
      })
      return { rows: data.map(withNumbers), cursor: ends.next }
    },
    [calls, question, me],
  )

  const load = useCallback(
    async (signal?: AbortSignal) => {
      setError(undefined)
      try {
        const page = await readPage(pageSize, undefined, signal)
        if (signal?.aborted) return
        takeAsKnown(page.rows)
        setLoaded(page)
      } catch (caught) {
        if (!signal?.aborted) setError(caught)
      }
    },
    [readPage, takeAsKnown],
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
  const takeIn = useCallback(
    async (focus: string | undefined) => {
      const page = await readPage(Math.max(pageSize, loaded?.rows.length ?? 0))
      takeAsKnown(page.rows)
      setLoaded((before) => {
        const at = before?.rows.findIndex((row) => keyOf(row) === focus) ?? -1
        const kept = before?.rows[at]
        if (!kept || page.rows.some(({ id }) => id === kept.id)) return page
        const rows = [...page.rows]
        rows.splice(Math.min(at, rows.length), 0, kept)
        return { ...page, rows }
      })
    },
    [readPage, takeAsKnown, loaded?.rows.length],
  )

  const look = useEffectEvent(async () => {
    if (lastDecision.current === undefined) {
      const { data } = await calls.list<{ id: number }>('moderation_history', {
        sorters: [{ field: 'id', order: 'desc' }],
        size: 1,
        select: 'id',
      })
      lastDecision.current = data[0]?.id ?? 0
    }
    const since = lastDecision.current
    const [all, news] = await Promise.all([
      calls.list<Rolled>('moderation_queue', { sorters: byPriority, size: rollSize, select: rolled }),
      calls.list<PastDecision>('moderation_history', {
        filters: [{ field: 'id', operator: 'gt', value: since }],
        sorters: [{ field: 'id', order: 'asc' }],
        size: 500,
      }),
    ])
    const items = new Map(all.data.map((row) => [keyOf(row), withNumbers(row)]))
    setRoll({ items, whole: !all.cursor.next })
    seen.current = new Set(items.keys())
    known.current ??= seen.current
    lastDecision.current = Math.max(since, ...news.data.map(({ id }) => id))
    if (news.data.length > 0) {
      setDecided((before) => new Map([...before, ...news.data.map((one) => [keyOf(one), one] as const)]))
    }
    const changed = (loaded?.rows ?? []).filter((row) => (items.get(keyOf(row))?.version ?? 0) > row.version)
    const anew =
      changed.length > 0
        ? await calls.list<QueueItem>('moderation_queue', {
            filters: [{ field: 'id', operator: 'in', value: changed.map(({ id }) => id) }],
            sorters: byPriority,
            size: changed.length,
          })
        : undefined
    const texts = new Map(anew?.data.map((row) => [row.id, withNumbers(row)]))
    setLoaded(
      (before) =>
        before &&
        replaceEqualDeep(before, { ...before, rows: before.rows.map((row) => merged(row, items, texts)) }),
    )
  })

  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const looking = useRef(false)
  const mounted = useRef(false)
  const lookSoon = useEffectEvent(async () => {
    if (looking.current) return
    clearTimeout(timer.current)
    looking.current = true
    const began = performance.now()
    try {
      await look()
      setLost(false)
    } catch (caught) {
      setLost(isOffline(caught))
    } finally {
      looking.current = false
      const pause = Math.max(lookEvery, 8 * (performance.now() - began))
      if (mounted.current) {
        timer.current = setTimeout(() => {
          if (document.visibilityState === 'visible') void lookSoon()
        }, pause)
      }
    }
  })

  useEffect(() => {
    mounted.current = true
    const shown = () => {
      if (document.visibilityState === 'visible') void lookSoon()
    }
    void lookSoon()
    document.addEventListener('visibilitychange', shown)
    window.addEventListener('online', shown)
    return () => {
      mounted.current = false
      clearTimeout(timer.current)
      document.removeEventListener('visibilitychange', shown)
      window.removeEventListener('online', shown)
    }
  }, [])
  const lookNow = useCallback(() => void lookSoon(), [])

  // Where the backend has Realtime, a decision shows at once.
  useSubscription({ channel: 'resources/moderation_decisions', onLiveEvent: lookNow })

  const now = new Date()
  const rows = loaded?.rows
  const have = new Set(rows?.map(keyOf))
  let fresh = 0
  for (const [key, item] of roll?.items ?? []) {
    if (!known.current || known.current.has(key) || have.has(key) || !belongs(item, view, me, now)) continue
    fresh += 1
  }
  return {
    rows,
    error,
    isWhole: loaded !== undefined && loaded.cursor === undefined,
    roll,
    decided,
    /** How many belong to the view that were not there when it was loaded. */
    fresh,
    /** The last look found no connection. */
    lost,
    load: useCallback(() => void load(), [load]),
    loadMore: useCallback(() => void loadMore(), [loadMore]),
    takeIn,
    lookNow,
  }
}

function merged(
  row: QueueItem,
  items: ReadonlyMap<string, Rolled>,
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
