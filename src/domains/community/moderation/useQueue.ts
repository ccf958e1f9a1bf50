import { useSubscription } from '@refinedev/core'
import { replaceEqualDeep } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import { keyOf } from '@/resource/queue/types'
import type { QueueRequests } from '@/resource/queue/useQueueRequests'
import { serverNow } from '@/supabase/clock'
import { belongs, type View } from './queueView'
import { queueChanges } from './results'
import { type QueueSnapshot, type SnapshotRow, snapshotColumns, withChanges, withNumbers } from './snapshot'
import type { PastDecision, QueueItem } from './types'
import { usePolling } from './usePolling'
import { byPriority, notNull, useQueueRows } from './useQueueRows'

const snapshotSize = 1000
/** Milliseconds until all that waits is read again: places in the queue also change with time alone. */
const rereadEveryMs = 5 * 60_000

/** The latest decision on each item since the queue was opened, as the database tells it. */
export type Decided = ReadonlyMap<string, PastDecision>

/**
 * The rows of a view that waits, in the order in which they were loaded: nothing moves by itself. What colleagues do
 * is looked at every few seconds: it is marked on the rows, and what is new is counted until it is asked for.
 */
export function useQueue(calls: QueueRequests, view: View, me: string) {
  const [snapshot, setSnapshot] = useState<QueueSnapshot>()
  const [decided, setDecided] = useState<Decided>(new Map())
  /** What waited when the rows were loaded: all else is new. */
  const known = useRef<ReadonlySet<string>>(undefined)
  /** What the last look found. */
  const seen = useRef<ReadonlySet<string>>(undefined)
  // What is listed or was there at the last look is known; what came since is offered.
  const markKnown = useCallback((rows: readonly QueueItem[]) => {
    known.current = seen.current && new Set([...seen.current, ...rows.map(keyOf)])
  }, [])
  const { loaded, setLoaded, error, load, loadMore, loadNew } = useQueueRows(calls, view, me, markKnown)

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
  const poll = async () => {
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
  }
  const { isDisconnected, pollNow } = usePolling(poll)

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
    load,
    loadMore,
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
