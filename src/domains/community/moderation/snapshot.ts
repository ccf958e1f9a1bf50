import type { InferOutput } from 'valibot'
import { keyOf } from '@/resource/queue/types'
import { parseTimestamp } from '@/supabase/time'
import { type queueChanges, snapshotRow } from './results'
import type { QueueItem } from './types'

/** What is known of all that waits. */
export type SnapshotRow = InferOutput<typeof snapshotRow>

/** The columns of a snapshot. */
export const snapshotColumns = Object.keys(snapshotRow.entries).join()

/** All that waits, by key; `whole` unless there is more than was read. */
export interface QueueSnapshot {
  items: ReadonlyMap<string, SnapshotRow>
  whole: boolean
}

/** What `moderation_changes` answers: what of the queue changed, and what was decided. */
export type QueueChanges = InferOutput<typeof queueChanges>

/** A row with its numbers as numbers: the embedded backend sends some as text. */
export function withNumbers<Row extends Partial<QueueItem>>(row: Row): Row {
  return {
    ...row,
    ...(row.priority !== undefined && { priority: Number(row.priority) }),
    ...(row.bot_score != null && { bot_score: Number(row.bot_score) }),
  }
}

/** A claim that ran out is told by nobody: the row is free by the clock. */
function withoutOldClaim(row: SnapshotRow, now: Date): SnapshotRow {
  return row.claim_expires_at && parseTimestamp(row.claim_expires_at) <= now
    ? { ...row, claimed_by: null, claimed_name: null, claim_expires_at: null }
    : row
}

/** The snapshot with what changed since; itself when nothing did. */
export function withChanges(
  before: QueueSnapshot,
  { changed, gone }: Pick<QueueChanges, 'changed' | 'gone'>,
  now: Date,
): QueueSnapshot {
  const items = new Map(before.items)
  for (const row of changed) items.set(keyOf(row), withNumbers(row))
  for (const item of gone) items.delete(keyOf(item))
  let differs = changed.length > 0 || items.size !== before.items.size
  for (const [key, row] of items) {
    const free = withoutOldClaim(row, now)
    if (free === row) continue
    items.set(key, free)
    differs = true
  }
  return differs ? { ...before, items } : before
}
