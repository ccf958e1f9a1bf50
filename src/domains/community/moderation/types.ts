import type { InferOutput } from 'valibot'
import type { Seen as QueueSeen, Sent as QueueSent } from '@/resource/queue/sent'
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

/** What can be decided about an item. */
export type Decision =
  | 'approve'
  | 'hide'
  | 'remove'
  | 'restore'
  | 'dismiss_reports'
  | 'escalate'
  | 'decline_edit'

/** What a member wrote. */
export type ItemType = 'post' | 'comment'

/** A post or a comment. */
export type ItemRef = QueueItemRef<ItemType>

/** A moderator's decision on its way, or what came of it. */
export type Sent = QueueSent<Decision, ItemType>

/** A post or a comment as the person saw it when they decided. */
export type Seen = QueueSeen<ItemType>

/** A reason of the managed list. */
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

/** An item with nearly the same text by the same author. */
export type Similar = RowOfResult<'similar_items'> & ItemRef

/** One text of an item. */
export type ItemText = InferOutput<typeof itemText>
/** A row of `moderation_queue`: an item with all that places it in the queue. */
export type QueueItem = InferOutput<typeof queueItem>
/** A row of `moderation_history`: a decision with its item and what became of it. */
export type PastDecision = InferOutput<typeof pastDecision>
/** A comment of the thread that an item stands in. */
export type ThreadComment = InferOutput<typeof threadComment>
/** What can be done about an author. */
export type SanctionKind = InferOutput<typeof sanctionKind>
/** A sanction with the names around it. */
export type Sanction = InferOutput<typeof sanction>
/** Everything about one item, as `moderation_context` answers it. */
export type Context = NonNullable<InferOutput<typeof itemContext>>
