import * as v from 'valibot'

const verdict = v.object({ count: v.number(), ids: v.array(v.string()) })

/** What `enrol_leads` answers: of each lead what came, or would come, of it. */
export const enrolAnswer = v.object({
  enrolled: verdict,
  already_in: verdict,
  suppressed: verdict,
  no_address: verdict,
  no_provenance: verdict,
  in_another_sequence: verdict,
  wrong_state: verdict,
})

/** What `merge_leads` answers. */
export const merged = v.object({ merge_id: v.string() })

const values = v.nullish(v.record(v.string(), v.unknown()), {})

/** What goes along with an entry of a lead's timeline, by its kind. */
export const particulars = v.nullish(
  v.object({
    step: v.nullish(v.number()),
    version: v.nullish(v.number()),
    not_kept: v.nullish(v.boolean()),
    may_undo: v.nullish(v.boolean()),
    before: values,
    after: values,
    changed: v.nullish(v.array(v.string()), []),
  }),
  {},
)
/** What goes along with an entry of a lead's timeline. */
export type Particulars = v.InferOutput<typeof particulars>
