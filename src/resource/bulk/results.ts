import * as v from 'valibot'

const refusal = v.object({
  reason: v.string(),
  code: v.nullish(v.string()),
  details: v.nullish(v.string()),
  ids: v.array(v.string()),
})

const outcome = {
  operation_id: v.string(),
  changed: v.number(),
  /** Those that already were as wanted. */
  unchanged: v.optional(v.number()),
  refused: v.array(refusal),
}

/** What a bulk operation did. */
export const bulkOutcome = v.object(outcome)

/** What became of a bulk operation whose answer was lost. */
export const bulkStatus = v.variant('status', [
  v.object({ status: v.literal('done'), ...outcome }),
  v.object({ status: v.picklist(['running', 'none']) }),
])

/** How many match, and the values that a column has among them, the most frequent first. */
export const bulkPreview = v.object({
  count: v.number(),
  values: v.nullish(v.array(v.object({ value: v.unknown(), count: v.number() }))),
})

/** Why some records were left as they are, and which. */
export type Refusal = v.InferOutput<typeof refusal>
/** What a bulk operation did. */
export type BulkOutcome = v.InferOutput<typeof bulkOutcome>
/** How many match, and the values that a column has among them, the most frequent first. */
export type BulkPreview = v.InferOutput<typeof bulkPreview>
