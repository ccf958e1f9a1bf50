import type { Sent as QueueSent } from '@/resource/queue/sent'
import type { ViewRow } from '@/supabase/rows'

/** What can be decided about a photo. */
export type PhotoDecision = 'approve' | 'reject' | 'escalate'

/** A decision about a photo on its way, or what came of it. */
export type Sent = QueueSent<PhotoDecision, 'photo'>

/** A row of `photo_queue`: a photo that waits for a decision. */
export type Photo = ViewRow<
  'photo_queue',
  | 'alt_text'
  | 'width'
  | 'height'
  | 'checksum'
  | 'phash'
  | 'rejection_reason'
  | 'decision_seen'
  | 'escalated_name'
  | 'escalated_note'
  | 'claimed_by'
  | 'claimed_name'
  | 'claim_expires_at'
> & { item_type: 'photo' }

/** A decision as it is to be made. */
export const verbLabels: Record<PhotoDecision, string> = {
  approve: 'Approve',
  reject: 'Reject',
  escalate: 'Escalate',
}

/** A decision as it was made. */
export const doneLabels: Record<PhotoDecision | 'undo', string> = {
  approve: 'Approved',
  reject: 'Rejected',
  escalate: 'Escalated',
  undo: 'Undone',
}
