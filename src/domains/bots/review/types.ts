import type { OutboxEntry as QueueEntry } from '@/resource/queue/outboxEntries'
import type { ViewRow } from '@/supabase/rows'

/** The decisions about a bot's action. */
export type Decision = 'confirm' | 'overturn' | 'revert' | 'attention'

/** A decision in the outbox, with its outcome once there is one. */
export type OutboxEntry = QueueEntry<Decision, 'action'>

/** A row of `bot_review_queue`: an action that waits for a review. */
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
  /** The changed columns of the action's record; null if the change cannot be reverted. */
  changed: Record<string, { from: unknown; to: unknown }> | null
}

/** Labels of decisions on buttons. */
export const verbLabels: Record<Decision, string> = {
  confirm: 'Confirm',
  overturn: 'Overturn',
  revert: 'Put back',
  attention: 'Mark',
}

/** Labels of decisions in the past tense. */
export const doneLabels: Record<Decision | 'undo', string> = {
  confirm: 'Confirmed',
  overturn: 'Overturned',
  revert: 'Put back',
  attention: 'Marked',
  undo: 'Taken back',
}
