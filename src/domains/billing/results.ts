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

/** What a change to a subscription did, or would do: the terms before and after, and what is settled at once. */
export const subscriptionChange = v.object({
  before: terms,
  subscription: terms,
  lines: v.array(v.object({ description: v.string(), unit_minor: v.number() })),
  net_minor: v.optional(v.number(), 0),
  credit_minor: v.optional(v.number(), 0),
  invoice_id: v.nullish(v.string()),
  period_invoice_id: v.nullish(v.string()),
})

/** What a change to a subscription did, or would do. */
export type SubscriptionChange = v.InferOutput<typeof subscriptionChange>
