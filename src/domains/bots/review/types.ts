import type { Sent as QueueSent } from '@/resource/queue/sent'
import type { ViewRow } from '@/supabase/rows'

/** What can be decided about an action of a bot. */
export type Decision = 'confirm' | 'overturn' | 'revert' | 'attention'

/** A verdict on its way, or what came of it. */
export type Sent = QueueSent<Decision, 'action'>

/** A row of `bot_review_queue`: an action that waits for a verdict. */
export type Action = Omit<
  ViewRow<
    'bot_review_queue',
    | 'target_table'
    | 'target_id'
    | 'input'
    | 'output'
    | 'confidence'
    | 'review_note'
    | 'decision_seen'
    | 'marked_name'
    | 'cost_micros'
    | 'cost_currency'
    | 'duration_ms'
  >,
  'item_type' | 'changed'
> & {
  item_type: 'action'
  /** What it changed on its record, by column; null where nothing that can be put back. */
  changed: Record<string, { from: unknown; to: unknown }> | null
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
