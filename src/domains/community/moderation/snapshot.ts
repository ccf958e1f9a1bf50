import type { InferOutput } from 'valibot'
import { keyOf } from '@/resource/queue/types'
import { parseTimestamp } from '@/supabase/time'
import { type queueChanges, snapshotRow } from './results'
import type { QueueItem } from './types'

/** The columns of a waiting item in the snapshot. */
export type SnapshotRow = InferOutput<typeof snapshotRow>

/** The columns of a snapshot. */
export const snapshotColumns = Object.keys(snapshotRow.entries).join()

/** All waiting items by key; `whole` is false when there are more than were read. */
export interface QueueSnapshot {
  items: ReadonlyMap<string, SnapshotRow>
  whole: boolean
}

/** The result of `moderation_changes`: changed queue items, and new decisions. */
export type QueueChanges = InferOutput<typeof queueChanges>

/** Converts a row's numeric columns: the embedded backend sends some of them as text. */
export function withNumbers<Row extends Partial<QueueItem>>(row: Row): Row {
  return {
    ...row,
    ...(row.priority !== undefined && { priority: Number(row.priority) }),
    ...(row.bot_score != null && { bot_score: Number(row.bot_score) }),
  }
}

/** An expired claim causes no change in the database, so it is removed by the clock. */
function withoutOldClaim(row: SnapshotRow, now: Date): SnapshotRow {
  return row.claim_expires_at && parseTimestamp(row.claim_expires_at) <= now
    ? { ...row, claimed_by: null, claimed_name: null, claim_expires_at: null }
    : row
}

/** The snapshot with the changes applied; the same object when nothing changed. */
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
