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
  /** The number of records that already had the wanted values. */
  unchanged: v.optional(v.number()),
  refused: v.array(refusal),
}

/** The result of a bulk operation. */
export const bulkOutcome = v.object(outcome)

/** The status of a bulk operation whose answer was lost. */
export const bulkStatus = v.variant('status', [
  v.object({ status: v.literal('done'), ...outcome }),
  v.object({ status: v.picklist(['running', 'none']) }),
])

/** The number of matching records, and the values of a column among them, the most frequent first. */
export const bulkPreview = v.object({
  count: v.number(),
  values: v.nullish(v.array(v.object({ value: v.unknown(), count: v.number() }))),
})

/** A reason why some records were left unchanged, and which. */
export type Refusal = v.InferOutput<typeof refusal>
/** The result of a bulk operation. */
export type BulkOutcome = v.InferOutput<typeof bulkOutcome>
/** The number of matching records, and the values of a column among them, the most frequent first. */
export type BulkPreview = v.InferOutput<typeof bulkPreview>
