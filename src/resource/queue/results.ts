import * as v from 'valibot'

/** A text that may be null or missing; null is parsed as missing. */
const maybeText = v.optional(
  v.pipe(
    v.nullable(v.string()),
    v.transform((text) => text ?? undefined),
  ),
)
const maybeNumber = v.optional(v.number())

const item = { item_type: v.string(), item_id: v.string(), client_key: maybeText }

/** The database's answer to one decision, or to its undo. */
export const decisionOutcome = v.variant('result', [
  v.object({
    ...item,
    result: v.literal('applied'),
    decision_id: v.number(),
    decision: v.string(),
    state_before: v.string(),
    state_after: v.string(),
    reports_closed: maybeNumber,
    by: v.string(),
    by_name: v.string(),
    at: v.string(),
    repeated: v.boolean(),
  }),
  v.object({
    ...item,
    result: v.literal('conflict'),
    kind: v.picklist(['decided', 'edited', 'undone', 'changed', 'claimed']),
    decision: maybeText,
    reason_code: v.optional(v.nullable(v.string())),
    by: maybeText,
    by_name: maybeText,
    at: maybeText,
    state: maybeText,
    version: maybeNumber,
    decision_seen: v.optional(v.nullable(v.number())),
    why: v.string(),
  }),
  v.object({ ...item, result: v.literal('refused'), why: v.string(), field: maybeText }),
])

/** The answers to several decisions, in their order. */
export const decisionOutcomes = v.array(decisionOutcome)

/** The result of claiming: one entry per item. */
export const claimedItems = v.array(
  v.object({
    ...item,
    result: v.picklist(['claimed', 'held', 'gone']),
    claimed_name: v.nullish(v.string(), null),
    taken_from_name: v.nullish(v.string(), null),
  }),
)
