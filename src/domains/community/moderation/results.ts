import * as v from 'valibot'
import type { SnapshotRow } from './snapshot'
import type { Context, PastDecision } from './types'

const kind = v.picklist(['warn', 'mute', 'suspend'])

/** Where items stand that were claimed. */
export const itemRefs = v.array(v.object({ item_type: v.picklist(['post', 'comment']), item_id: v.string() }))

/** How many items a sanction hid. */
export const hiddenBySanction = v.object({ count: v.number() })

/** What a sanction would do, worked out by the database. */
export const sanctionPreview = v.object({
  kind,
  starts_at: v.string(),
  ends_at: v.nullable(v.string()),
  member: v.object({ id: v.string(), name: v.string() }),
  told: v.object({ title: v.string(), text: v.string() }),
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
      kind,
      ends_at: v.nullable(v.string()),
      reason_label: v.nullable(v.string()),
    }),
  ),
})

/** What a sanction would do. */
export type SanctionPreview = v.InferOutput<typeof sanctionPreview>

/** Everything about one item; null where it does not exist any more. */
export const itemContext = v.nullable(
  v.custom<Context>(
    (value) => typeof value === 'object' && value !== null && 'item' in value && 'author' in value,
  ),
)

/** What changed in the queue since it was last asked. */
export const queueChanges = v.object({
  /** What to ask from the next time. */
  at: v.string(),
  last_decision: v.number(),
  decisions: v.array(v.custom<PastDecision>((value) => typeof value === 'object')),
  changed: v.array(v.custom<SnapshotRow>((value) => typeof value === 'object')),
  gone: itemRefs,
})
