import type { OutboxEntry as QueueEntry } from '@/resource/queue/outboxEntries'
import type { ViewRow } from '@/supabase/rows'

/** The decisions about a photo. */
export type PhotoDecision = 'approve' | 'reject' | 'escalate'

/** A decision about a photo in the outbox, with its outcome once there is one. */
export type OutboxEntry = QueueEntry<PhotoDecision, 'photo'>

/** A row of `photo_queue`: a waiting photo. */
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

/** Labels of decisions on buttons. */
export const verbLabels: Record<PhotoDecision, string> = {
  approve: 'Approve',
  reject: 'Reject',
  escalate: 'Escalate',
}

/** Labels of decisions in the past tense. */
export const doneLabels: Record<PhotoDecision | 'undo', string> = {
  approve: 'Approved',
  reject: 'Rejected',
  escalate: 'Escalated',
  undo: 'Undone',
}
