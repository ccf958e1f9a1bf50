import * as v from 'valibot'

const terms = v.object({
  state: v.string(),
  currency: v.string(),
  recurring_minor: v.number(),
  current_period_end: v.string(),
  cancel_at_period_end: v.boolean(),
  pause_at_period_end: v.boolean(),
  next_price_id: v.nullable(v.string()),
})

/**
 * The result of a subscription change, or of its dry run:
 * the terms before and after, and what is charged at once.
 */
export const subscriptionChange = v.object({
  before: terms,
  subscription: terms,
  lines: v.array(v.object({ description: v.string(), unit_minor: v.number() })),
  net_minor: v.optional(v.number(), 0),
  credit_minor: v.optional(v.number(), 0),
  invoice_id: v.nullish(v.string()),
  period_invoice_id: v.nullish(v.string()),
})

/** The result of a subscription change, or of its dry run. */
export type SubscriptionChange = v.InferOutput<typeof subscriptionChange>
