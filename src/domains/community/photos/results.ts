import * as v from 'valibot'

const other = v.object({ id: v.string(), storage_path: v.string(), state: v.string() })
const otherPhoto = v.object({ ...other.entries, position: v.number(), alt_text: v.nullable(v.string()) })

/** The context of a photo; null if the photo no longer exists. */
export const photoContext = v.nullable(
  v.object({
    state: v.string(),
    decision_seen: v.nullable(v.number()),
    others: v.array(otherPhoto),
    also_on: v.array(
      v.object({
        ...other.entries,
        member_id: v.string(),
        member_name: v.string(),
        member_state: v.string(),
        /** How many of the 64 bits of the perceptual hashes differ; 0 means the same file. */
        distance: v.number(),
      }),
    ),
    decisions: v.array(
      v.object({
        id: v.number(),
        decision: v.picklist(['approve', 'reject', 'escalate', 'undo']),
        reason_label: v.nullable(v.string()),
        note: v.nullable(v.string()),
        moderator_name: v.string(),
        created_at: v.string(),
        /** About the same file, uploaded earlier or by another member. */
        of_another: v.boolean(),
        undone: v.boolean(),
      }),
    ),
    author: v.nullable(
      v.object({
        posts: v.number(),
        comments: v.number(),
        removed: v.number(),
        hidden: v.number(),
        warnings: v.number(),
        sanction: v.nullable(v.string()),
        reports_about: v.number(),
      }),
    ),
  }),
)

/** The context of a photo. */
export type PhotoContext = NonNullable<v.InferOutput<typeof photoContext>>
