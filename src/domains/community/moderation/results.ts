import * as v from 'valibot'

/** The kinds of sanction. */
export const sanctionKind = v.picklist(['warn', 'mute', 'suspend'])

/** References of items that were claimed or are gone. */
export const itemRefs = v.array(v.object({ item_type: v.picklist(['post', 'comment']), item_id: v.string() }))

/** The number of items that a sanction hid. */
export const hiddenBySanction = v.object({ count: v.number() })

/** The effects of a sanction, computed by the database. */
export const sanctionPreview = v.object({
  kind: sanctionKind,
  starts_at: v.string(),
  ends_at: v.nullable(v.string()),
  member: v.object({ id: v.string(), name: v.string() }),
  /** `text` is the text of the chosen reason; null while none is chosen. */
  told: v.object({ title: v.string(), text: v.nullable(v.string()) }),
  cannot: v.array(v.string()),
  still_can: v.array(v.string()),
  items: v.array(
    v.object({
      item_type: v.picklist(['post', 'comment']),
      item_id: v.string(),
      title: v.string(),
      excerpt: v.string(),
      state_before: v.string(),
      state_after: v.string(),
    }),
  ),
  counts: v.object({
    changes: v.number(),
    published: v.number(),
    pending: v.number(),
    stay_visible: v.number(),
  }),
  version: v.string(),
  to_be_confirmed: v.boolean(),
  active: v.array(
    v.object({
      id: v.string(),
      kind: sanctionKind,
      ends_at: v.nullable(v.string()),
      reason_label: v.nullable(v.string()),
    }),
  ),
})

/** The effects of a sanction. */
export type SanctionPreview = v.InferOutput<typeof sanctionPreview>

const text = v.string()
const maybe = v.nullable(v.string())
const count = v.number()
const itemType = v.picklist(['post', 'comment'])
const itemRef = { item_type: itemType, item_id: text }
const decision = v.picklist([
  'approve',
  'hide',
  'remove',
  'restore',
  'dismiss_reports',
  'escalate',
  'decline_edit',
])

/** One factor of a priority. */
const factor = v.object({ factor: text, label: text, points: count })

/** One version of an item's text. */
export const itemText = v.object({ version: count, title: maybe, body: text, image_path: maybe })

/** An earlier version of an item's text. */
const keptVersion = v.object({
  ...itemText.entries,
  state: text,
  written_at: text,
  passed_by_rule: v.boolean(),
  reports: count,
  open_reports: count,
})

/** A row of `moderation_queue`. */
export const queueItem = v.object({
  ...itemRef,
  id: text,
  post_id: text,
  title: text,
  body: text,
  excerpt: text,
  image_path: maybe,
  author_id: text,
  author_name: text,
  state: text,
  version: count,
  /**
   * The last decision that this console has seen. It is sent with
   * a new decision, so that nobody overrides one unknowingly.
   */
  decision_seen: v.nullable(count),
  created_at: text,
  edited_at: maybe,
  /** Null for an item that does not wait and was only opened by a link. */
  waiting_since: maybe,
  why: v.array(text),
  priority: count,
  explanation: v.array(factor),
  open_reports: count,
  set_aside_reports: count,
  top_category: maybe,
  severity: count,
  bot_score: v.nullable(count),
  bot_category: maybe,
  author_removed: count,
  author_hidden: count,
  author_sanction: maybe,
  escalated: v.boolean(),
  escalated_name: maybe,
  escalated_at: maybe,
  escalated_reason: maybe,
  escalated_note: maybe,
  claimed_by: maybe,
  claimed_name: maybe,
  claim_expires_at: maybe,
  /** The version that members read while an edit waits; the edit is in `title`, `body` and `version`. */
  shown: v.nullable(itemText),
  /** How many open reports are about a version before the one to be judged. */
  earlier_reports: count,
  assigned_name: maybe,
  due_at: maybe,
  view_count: count,
  comment_count: count,
})

/** A row of `moderation_history`. */
export const pastDecision = v.object({
  ...itemRef,
  id: count,
  post_id: text,
  title: text,
  excerpt: text,
  author_id: text,
  author_name: text,
  decision: v.union([decision, v.literal('undo')]),
  reason_code: maybe,
  reason_label: maybe,
  note: maybe,
  moderator_id: text,
  moderator_name: text,
  state_before: text,
  state_after: text,
  reports_closed: count,
  seconds_to_decision: v.nullable(count),
  created_at: text,
  undoes_id: v.nullable(count),
  undone_by_id: v.nullable(count),
  undone_by_name: maybe,
  undone_at: maybe,
  overturned: v.boolean(),
  may_undo: v.boolean(),
})

const threadPost = v.object({
  id: text,
  title: text,
  body: text,
  state: text,
  author_id: text,
  author_name: text,
  created_at: text,
  edited_at: maybe,
  view_count: count,
  comment_count: count,
  reaction_count: count,
})

/** A comment in the thread of an item. */
export const threadComment = v.object({
  id: text,
  parent_id: maybe,
  body: text,
  state: text,
  author_id: text,
  author_name: text,
  created_at: text,
  edited_at: maybe,
  is_item: v.boolean(),
})

/** A sanction with the names of those involved. */
export const sanction = v.object({
  id: text,
  kind: sanctionKind,
  reason_label: maybe,
  message: maybe,
  note: maybe,
  starts_at: text,
  ends_at: maybe,
  active: v.boolean(),
  created_by_name: maybe,
  lifted_at: maybe,
  lifted_by_name: maybe,
  lifted_why: maybe,
})

/** The author of an item, with their record. */
const author = v.object({
  user_id: text,
  display_name: text,
  member_since: text,
  member_state: text,
  posts: count,
  comments: count,
  pending: count,
  published: count,
  hidden: count,
  removed: count,
  decisions: count,
  warnings: count,
  mutes: count,
  suspensions: count,
  sanction: maybe,
  sanction_ends_at: maybe,
  sanction_id: maybe,
  reports_about: count,
  reports_about_upheld: count,
  reports_made: count,
  reports_made_upheld: count,
  reports_made_dismissed: count,
  report_accuracy: v.nullable(count),
  recent: v.array(v.object({ ...itemRef, title: text, excerpt: text, state: text, created_at: text })),
})

/** A report on the item, with the reporter's reliability. */
const itemReport = v.object({
  id: text,
  category: text,
  category_label: maybe,
  note: maybe,
  state: text,
  item_version: count,
  counts: v.boolean(),
  reporter_id: text,
  reporter_name: text,
  reporter_accuracy: v.nullable(count),
  reporter_reports: count,
  created_at: text,
})

/** An item with its context; null if the item no longer exists. */
export const itemContext = v.nullable(
  v.object({
    item: queueItem,
    thread: v.object({
      post: threadPost,
      comments: v.array(threadComment),
      comments_total: count,
      comments_before: count,
      comments_after: count,
    }),
    author,
    decisions: v.array(pastDecision),
    author_decisions: v.array(pastDecision),
    reports: v.array(itemReport),
    reports_by_author: v.array(
      v.object({
        ...itemRef,
        id: text,
        category: text,
        note: maybe,
        state: text,
        created_at: text,
        title: text,
      }),
    ),
    sanctions: v.array(sanction),
    versions: v.array(keptVersion),
    similar_count: count,
  }),
)

/** The columns of a waiting item that the view counts and the display of colleagues' work need. */
export const snapshotRow = v.pick(queueItem, [
  'id',
  'item_type',
  'item_id',
  'version',
  'decision_seen',
  'priority',
  'escalated',
  'escalated_name',
  'claimed_by',
  'claimed_name',
  'claim_expires_at',
  'top_category',
  'why',
  'severity',
  'waiting_since',
])

/** The changes in the queue since the last poll. */
export const queueChanges = v.object({
  /** The moment to pass to the next poll. */
  at: text,
  last_decision: count,
  decisions: v.array(pastDecision),
  changed: v.array(snapshotRow),
  gone: itemRefs,
})
