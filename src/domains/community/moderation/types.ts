import type { InferOutput } from 'valibot'
import type { OutboxEntry as QueueEntry, Seen as QueueSeen } from '@/resource/queue/outboxEntries'
import type { ItemRef as QueueItemRef } from '@/resource/queue/types'
import type { TableRow } from '@/supabase/rows'
import type { RowOfResult } from '@/supabase/rpc'
import type {
  itemContext,
  itemText,
  pastDecision,
  queueItem,
  sanction,
  sanctionKind,
  threadComment,
} from './results'

/** The decisions about an item. */
export type Decision =
  | 'approve'
  | 'hide'
  | 'remove'
  | 'restore'
  | 'dismiss_reports'
  | 'escalate'
  | 'decline_edit'

/** What members write. */
export type ItemType = 'post' | 'comment'

/** A post or a comment. */
export type ItemRef = QueueItemRef<ItemType>

/** A decision in the outbox, with its outcome once there is one. */
export type OutboxEntry = QueueEntry<Decision, ItemType>

/** A post or comment as the person saw it when they decided. */
export type Seen = QueueSeen<ItemType>

/** A managed reason. */
export type Reason = Pick<
  TableRow<'moderation_reasons'>,
  | 'code'
  | 'label'
  | 'member_text'
  | 'severity'
  | 'decisions'
  | 'items'
  | 'number_key'
  | 'position'
  | 'earlier_reports'
>

/** An item of the same author with nearly the same text. */
export type Similar = RowOfResult<'similar_items'> & ItemRef

/** One version of an item's text. */
export type ItemText = InferOutput<typeof itemText>
/** A row of `moderation_queue`: an item with the values that order and filter the queue. */
export type QueueItem = InferOutput<typeof queueItem>
/** A row of `moderation_history`: a decision with its item and outcome. */
export type PastDecision = InferOutput<typeof pastDecision>
/** A comment in the thread of an item. */
export type ThreadComment = InferOutput<typeof threadComment>
/** The kinds of sanction. */
export type SanctionKind = InferOutput<typeof sanctionKind>
/** A sanction with the names of those involved. */
export type Sanction = InferOutput<typeof sanction>
/** An item with its context, as `moderation_context` returns it. */
export type Context = NonNullable<InferOutput<typeof itemContext>>
