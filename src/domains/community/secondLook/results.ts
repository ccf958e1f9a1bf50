import * as v from 'valibot'
import type { Decision } from '../moderation/types'

const itemType = v.picklist(['post', 'comment'])

/** What `next_second_look` answers: nothing in it tells what was decided. */
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

/** What `answer_second_look` tells once the person has judged. */
export const toldLook = v.object({
  item_type: itemType,
  item_id: v.string(),
  agrees: v.boolean(),
  same_reason: v.nullable(v.boolean()),
  decision: v.custom<Decision>((value) => typeof value === 'string'),
  reason_label: v.nullable(v.string()),
  moderator_name: v.string(),
})
