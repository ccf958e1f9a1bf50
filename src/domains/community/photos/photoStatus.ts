import { isReturned } from '@/resource/queue/outboxEntries'
import { parseTimestamp } from '@/supabase/time'
import type { OutboxEntry, Photo } from './types'

/** The status of a photo; a photo without one is open and not claimed. */
export type PhotoStatus =
  | { kind: 'own'; sent: OutboxEntry }
  | { kind: 'returned'; sent: OutboxEntry }
  | { kind: 'elsewhere' }
  | { kind: 'claimed'; name: string; isMine: boolean }

/** The status of a photo, from own decisions and from the photos that the database lists as waiting. */
export function photoStatusOf(
  photo: Photo,
  sent: OutboxEntry | undefined,
  { waits, me, now }: { waits: boolean; me: string; now: Date },
): PhotoStatus | undefined {
  if (sent && isReturned(sent)) return { kind: 'returned', sent }
  const { outcome } = sent ?? {}
  const isAnew = outcome?.result === 'applied' && (photo.decision_seen ?? 0) > outcome.decision_id
  if (sent && !isAnew) return { kind: 'own', sent }
  if (!waits) return { kind: 'elsewhere' }
  if (photo.claimed_by && photo.claim_expires_at && parseTimestamp(photo.claim_expires_at) > now)
    return { kind: 'claimed', name: photo.claimed_name ?? 'A colleague', isMine: photo.claimed_by === me }
  return undefined
}

/**
 * Returns whether a photo still waits, by the rows read last. If more photos wait than were read, a photo
 * that sorts after the last row counts as waiting, because it may only have moved down.
 */
export function stillWaits(
  read: readonly Photo[],
  isWhole: boolean,
): (photo: Pick<Photo, 'id' | 'waiting_since'>) => boolean {
  const ids = new Set(read.map(({ id }) => id))
  const last = read.at(-1)?.waiting_since
  return ({ id, waiting_since }) =>
    ids.has(id) || (!isWhole && last !== undefined && parseTimestamp(waiting_since) >= parseTimestamp(last))
}
