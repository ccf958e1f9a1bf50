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
