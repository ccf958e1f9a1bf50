import type { Sent as QueueSent } from '@/resource/queue/sent'

/** What can be decided about a photo. */
export type PhotoDecision = 'approve' | 'reject' | 'escalate'

/** A decision about a photo on its way, or what came of it. */
export type Sent = QueueSent<PhotoDecision, 'photo'>

/** A row of `photo_queue`: a photo that waits for a decision. */
export interface Photo {
  id: string
  item_type: 'photo'
  item_id: string
  member_id: string
  member_name: string
  title: string
  storage_path: string
  alt_text: string | null
  position: number
  is_primary: boolean
  width: number | null
  height: number | null
  state: string
  /** Counts its descriptions. */
  version: number
  /** SHA-256 of the file; empty while nobody has noted it. */
  checksum: string | null
  created_at: string
  decision_seen: number | null
  waiting_since: string
  why: string[]
  escalated: boolean
  escalated_name: string | null
  escalated_note: string | null
  claimed_by: string | null
  claimed_name: string | null
  claim_expires_at: string | null
  /** On how many other members' profiles the same or nearly the same picture is. */
  also_on: number
}

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
