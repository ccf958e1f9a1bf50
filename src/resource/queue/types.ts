import type { InferOutput } from 'valibot'
import type { decisionOutcome } from './results'

/** What waits for a decision: a row of some table. */
export interface ItemRef<T extends string = string> {
  item_type: T
  item_id: string
}

/** The same text for the same item, for maps and addresses: `post:4f1c…`. */
export const keyOf = ({ item_type, item_id }: ItemRef) => `${item_type}:${item_id}`

/** What the database answers about one decision, or about its being taken back. */
export type DecisionOutcome<T extends string = string> = InferOutput<typeof decisionOutcome> & ItemRef<T>
