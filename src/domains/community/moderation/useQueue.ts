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
/** Milliseconds until the whole snapshot is read again: priorities also change with time alone. */
const rereadEveryMs = 5 * 60_000

/** The latest decision on each item since the queue was opened. */
export type Decided = ReadonlyMap<string, PastDecision>

/**
 * The rows of a view of waiting items, in the order in which they were
 * loaded; nothing moves by itself. A poll every few seconds marks colleagues'
 * changes on the rows, and new items are counted until the person loads them.
 */
export function useQueue(calls: QueueRequests, view: View, me: string) {
  const [snapshot, setSnapshot] = useState<QueueSnapshot>()
  const [decided, setDecided] = useState<Decided>(new Map())
  /** Keys of the items that waited when the rows were loaded; all others are new. */
  const known = useRef<ReadonlySet<string>>(undefined)
  /** Keys of the items that the last poll found. */
  const seen = useRef<ReadonlySet<string>>(undefined)
  // Items that are listed or were in the last poll are known; later ones are offered as new.
  const markKnown = useCallback((rows: readonly QueueItem[]) => {
    known.current = seen.current && new Set([...seen.current, ...rows.map(keyOf)])
  }, [])
  const { loaded, setLoaded, error, load, loadMore, loadNew } = useQueueRows(calls, view, me, markKnown)

  /** Where the next poll continues, and when the next full read is due. */
  const asked = useRef<{ at: string; decision: number; reread: number }>(undefined)
  /** Reads all waiting items: at the start and every few minutes. */
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
      // One poll returns at most 500 decisions; the next poll continues after the last of them.
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

  // With Realtime, a colleague's decision is shown at once.
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
    /** How many new items belong to the view. */
    fresh,
    /** The last poll failed for lack of a connection. */
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
