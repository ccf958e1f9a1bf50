import type { Sent as QueueSent } from '@/resource/queue/sent'

/** What can be decided about an action of a bot. */
export type Decision = 'confirm' | 'overturn' | 'revert' | 'attention'

/** A verdict on its way, or what came of it. */
export type Sent = QueueSent<Decision, 'action'>

/** A row of `bot_review_queue`: an action that waits for a verdict. */
export interface Action {
  id: number
  item_type: 'action'
  item_id: string
  title: string
  bot_id: string
  bot_label: string
  action: string
  target_table: string | null
  target_id: string | null
  input: unknown
  output: unknown
  /** What it changed on its record, by column; null where nothing that can be put back. */
  changed: Record<string, { from: unknown; to: unknown }> | null
  confidence: number | null
  outcome: string
  review: string
  review_note: string | null
  created_at: string
  decision_seen: number | null
  marked_name: string | null
}

/** A verdict as it is to be given. */
export const verbLabels: Record<Decision, string> = {
  confirm: 'Confirm',
  overturn: 'Overturn',
  revert: 'Put back',
  attention: 'Mark',
}

/** A verdict as it was given. */
export const doneLabels: Record<Decision | 'undo', string> = {
  confirm: 'Confirmed',
  overturn: 'Overturned',
  revert: 'Put back',
  attention: 'Marked',
  undo: 'Taken back',
}
