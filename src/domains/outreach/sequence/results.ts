import * as v from 'valibot'

/** What keeps a sequence from being activated. */
export const problems = v.array(
  v.object({ code: v.string(), words: v.string(), email: v.nullish(v.string()) }),
)

/** Which merge fields are empty for how many of those enrolled. */
export const triedSequence = v.object({
  leads: v.number(),
  empty: v.array(v.object({ step: v.number(), field: v.string(), leads: v.number() })),
})

/** A mail as a lead would get it. */
export const renderedMail = v.object({
  lead_id: v.string(),
  lead_name: v.string(),
  to: v.nullable(v.string()),
  from: v.string(),
  subject: v.string(),
  preview_text: v.nullable(v.string()),
  body: v.string(),
  empty: v.array(v.string()),
})

/** What the gate says of an enrollment. */
export const gateAnswer = v.object({
  verdict: v.string(),
  code: v.optional(v.string()),
  words: v.optional(v.string()),
  unblock: v.nullish(v.string()),
  due_at: v.nullish(v.string()),
})
