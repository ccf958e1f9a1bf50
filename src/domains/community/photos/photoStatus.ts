import { isReturned } from '@/resource/queue/sent'
import { parseTimestamp } from '@/supabase/time'
import type { Photo, Sent } from './types'

/** How it stands with a photo; without one it is open and nobody's. */
export type PhotoStatus =
  | { kind: 'own'; sent: Sent }
  | { kind: 'returned'; sent: Sent }
  | { kind: 'elsewhere' }
  | { kind: 'claimed'; name: string; isMine: boolean }

/** How it stands with a photo, from what the person did and what the database says waits. */
export function photoStatusOf(
  photo: Photo,
  sent: Sent | undefined,
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
 * Whether a photo still waits, by what was read last. Where more wait than were read, nothing can be said of those that
 * come after the last one: they may only have moved down.
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
