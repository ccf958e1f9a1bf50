import * as v from 'valibot'
import type { Decision } from '../moderation/types'

const itemType = v.picklist(['post', 'comment'])

/** The result of `next_second_look`; it does not reveal the decision. */
export const nextLook = v.object({
  left: v.number(),
  look: v.nullish(
    v.object({
      id: v.string(),
      item_type: itemType,
      title: v.string(),
      body: v.string(),
      author_name: v.string(),
      written_at: v.string(),
    }),
  ),
})

/** The result of `answer_second_look`, which reveals the decision after the review. */
export const toldLook = v.object({
  item_type: itemType,
  item_id: v.string(),
  agrees: v.boolean(),
  same_reason: v.nullable(v.boolean()),
  decision: v.custom<Decision>((value) => typeof value === 'string'),
  reason_label: v.nullable(v.string()),
  moderator_name: v.string(),
})
