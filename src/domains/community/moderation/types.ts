import type { Seen as QueueSeen, Sent as QueueSent } from '@/resource/queue/sent'
import type { ItemRef as QueueItemRef } from '@/resource/queue/types'
import type { RowOfResult } from '@/supabase/rpc'

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

/** One part of a priority. */
export interface Factor {
  factor: string
  label: string
  points: number
}

/** One text of an item. */
export interface ItemText {
  version: number
  title: string | null
  body: string
  image_path: string | null
}

/** A text that does not stand there now: evidence, or an edit that waits. */
export interface KeptVersion extends ItemText {
  state: string
  written_at: string
  passed_by_rule: boolean
  reports: number
  open_reports: number
}

/** A row of `moderation_queue`: an item with all that places it in the queue. */
export interface QueueItem extends ItemRef {
  id: string
  post_id: string
  title: string
  body: string
  excerpt: string
  image_path: string | null
  author_id: string
  author_name: string
  state: string
  version: number
  /** The last decision on it that this console has seen: said when deciding, so that nobody decides unawares. */
  decision_seen: number | null
  created_at: string
  edited_at: string | null
  /** Empty for what waits for nothing, and was only looked up. */
  waiting_since: string | null
  why: string[]
  priority: number
  explanation: Factor[]
  open_reports: number
  set_aside_reports: number
  top_category: string | null
  severity: number
  bot_score: number | null
  bot_category: string | null
  author_removed: number
  author_hidden: number
  author_sanction: string | null
  escalated: boolean
  escalated_name: string | null
  escalated_at: string | null
  escalated_reason: string | null
  escalated_note: string | null
  claimed_by: string | null
  claimed_name: string | null
  claim_expires_at: string | null
  /** What members read while an edit waits: the edit itself is in `title`, `body` and `version`. */
  shown: ItemText | null
  /** How many open reports are about a version before the one to be judged. */
  earlier_reports: number
  assigned_name: string | null
  due_at: string | null
  view_count: number
  comment_count: number
}

/** A row of `moderation_history`: a decision with its item and what became of it. */
export interface PastDecision extends ItemRef {
  id: number
  post_id: string
  title: string
  excerpt: string
  author_id: string
  author_name: string
  decision: Decision | 'undo'
  reason_code: string | null
  reason_label: string | null
  note: string | null
  moderator_id: string
  moderator_name: string
  state_before: string
  state_after: string
  reports_closed: number
  seconds_to_decision: number | null
  created_at: string
  undoes_id: number | null
  undone_by_id: number | null
  undone_by_name: string | null
  undone_at: string | null
  overturned: boolean
  may_undo: boolean
}

/** A reason of the managed list. */
export interface Reason {
  code: string
  label: string
  member_text: string
  severity: number
  decisions: string[]
  number_key: number | null
  position: number
  /** What becomes of reports about an earlier version when the present one is approved for this reason. */
  earlier_reports: string | null
}

interface ThreadPost {
  id: string
  title: string
  body: string
  state: string
  author_id: string
  author_name: string
  created_at: string
  edited_at: string | null
  view_count: number
  comment_count: number
  reaction_count: number
}

/** A comment of the thread that an item stands in. */
export interface ThreadComment {
  id: string
  parent_id: string | null
  body: string
  state: string
  author_id: string
  author_name: string
  created_at: string
  edited_at: string | null
  is_item: boolean
}

/** A sanction with the names around it. */
export interface Sanction {
  id: string
  kind: SanctionKind
  reason_label: string | null
  message: string | null
  note: string | null
  starts_at: string
  ends_at: string | null
  active: boolean
  created_by_name: string | null
  lifted_at: string | null
  lifted_by_name: string | null
  lifted_why: string | null
}

/** What can be done about an author. */
export type SanctionKind = 'warn' | 'mute' | 'suspend'

/** The author of an item, with their record. */
export interface Author {
  user_id: string
  display_name: string
  member_since: string
  member_state: string
  posts: number
  comments: number
  pending: number
  published: number
  hidden: number
  removed: number
  decisions: number
  warnings: number
  mutes: number
  suspensions: number
  sanction: string | null
  sanction_ends_at: string | null
  sanction_id: string | null
  reports_about: number
  reports_about_upheld: number
  reports_made: number
  reports_made_upheld: number
  reports_made_dismissed: number
  report_accuracy: number | null
  recent: (ItemRef & { title: string; excerpt: string; state: string; created_at: string })[]
}

/** A report on the item, with how far its reporter can be trusted. */
export interface ItemReport {
  id: string
  category: string
  category_label: string | null
  note: string | null
  state: string
  item_version: number
  counts: boolean
  reporter_id: string
  reporter_name: string
  reporter_accuracy: number | null
  reporter_reports: number
  created_at: string
}

/** Everything about one item, as `moderation_context` answers it. */
export interface Context {
  item: QueueItem
  thread: {
    post: ThreadPost
    comments: ThreadComment[]
    comments_total: number
    comments_before: number
    comments_after: number
  }
  author: Author
  decisions: PastDecision[]
  author_decisions: PastDecision[]
  reports: ItemReport[]
  reports_by_author: (ItemRef & {
    id: string
    category: string
    note: string | null
    state: string
    created_at: string
    title: string
  })[]
  sanctions: Sanction[]
  versions: KeptVersion[]
  similar_count: number
}

/** An item with nearly the same text by the same author. */
export type Similar = RowOfResult<'similar_items'> & ItemRef
