import { useSubscription } from '@refinedev/core'
import { replaceEqualDeep } from '@tanstack/react-query'
import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react'
import { keyOf } from '@/resource/queue/types'
import type { QueueRequests } from '@/resource/queue/useQueueRequests'
import { serverNow } from '@/supabase/clock'
import { belongs, queueFilters, type View } from './queueView'
import { queueChanges } from './results'
import { type QueueSnapshot, type SnapshotRow, snapshotColumns, withChanges, withNumbers } from './snapshot'
import type { PastDecision, QueueItem } from './types'

/** Columns of the queue's view that are never null. */
const notNull = ['priority', 'waiting_since', 'id']
const snapshotSize = 1000
const pageSize = 50
/** Milliseconds between two looks at what colleagues do; longer where a look itself takes long. */
const pollEveryMs = 5000
/** Milliseconds until all that waits is read again: places in the queue also change with time alone. */
const rereadEveryMs = 5 * 60_000
const byPriority = [
  { field: 'priority', order: 'desc' as const },
  { field: 'waiting_since', order: 'asc' as const },
]

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
export function useQueue(calls: QueueRequests, view: View, me: string) {
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

  /** From where the next look asks, and when all was read. */
  const asked = useRef<{ at: string; decision: number; reread: number }>(undefined)
  /** All that waits, read anew: at the start, and now and then. */
  const readSnapshot = async (): Promise<QueueSnapshot> => {
    const all = await calls.list<SnapshotRow>('moderation_queue', {
      sorters: byPriority,
      notNull,
      size: snapshotSize,
      select: snapshotColumns,
    })
    return { items: new Map(all.data.map((row) => [keyOf(row), withNumbers(row)])), whole: !all.cursor.next }
  }
  const poll = useEffectEvent(async () => {
    const from = asked.current
    const changes = await calls.rpc(
      'moderation_changes',
      { since: from?.at ?? null, after_decision: from?.decision ?? null },
      { result: queueChanges },
    )
    const rereads = !snapshot || !from || Date.now() >= from.reread
    const next = rereads ? await readSnapshot() : withChanges(snapshot, changes, serverNow())
    asked.current = {
      at: changes.at,
      // No more than 500 are told at once.
      decision: changes.decisions.length >= 500 ? (changes.decisions.at(-1)?.id ?? 0) : changes.last_decision,
      reread: rereads ? Date.now() + rereadEveryMs : (from?.reread ?? 0),
    }
    const { items } = next
    setSnapshot(next)
    seen.current = new Set(items.keys())
    known.current ??= seen.current
    if (changes.decisions.length > 0) {
      setDecided(
        (before) => new Map([...before, ...changes.decisions.map((one) => [keyOf(one), one] as const)]),
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
