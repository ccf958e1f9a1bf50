import * as v from 'valibot'

/** The problems that prevent the activation of a sequence. */
export const problems = v.array(
  v.object({ code: v.string(), words: v.string(), email: v.nullish(v.string()) }),
)

/** The merge fields that are empty, and for how many enrolled leads. */
export const triedSequence = v.object({
  leads: v.number(),
  empty: v.array(v.object({ step: v.number(), field: v.string(), leads: v.number() })),
})

/** An email as a lead would receive it. */
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

/** The gate's answer for an enrollment. */
export const gateAnswer = v.object({
  verdict: v.string(),
  code: v.optional(v.string()),
  words: v.optional(v.string()),
  unblock: v.nullish(v.string()),
  due_at: v.nullish(v.string()),
})
