import * as v from 'valibot'

const verdict = v.object({ count: v.number(), ids: v.array(v.string()) })

/** The result of `enrol_leads`, or of its dry run: the leads grouped by outcome. */
export const enrolAnswer = v.object({
  enrolled: verdict,
  already_in: verdict,
  suppressed: verdict,
  no_address: verdict,
  no_provenance: verdict,
  in_another_sequence: verdict,
  wrong_state: verdict,
})

/** The result of `merge_leads`. */
export const merged = v.object({ merge_id: v.string() })

const values = v.nullish(v.record(v.string(), v.unknown()), {})

/** The details of a timeline entry; which are present depends on its kind. */
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
/** The details of a timeline entry. */
export type Particulars = v.InferOutput<typeof particulars>
