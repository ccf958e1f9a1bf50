import type { InferOutput } from 'valibot'
import type { decisionOutcome } from './results'

/** An item that waits for a decision: a row of some table. */
export interface ItemRef<T extends string = string> {
  item_type: T
  item_id: string
}

/** A unique text for an item, for maps and addresses: `post:4f1c…`. */
export const keyOf = ({ item_type, item_id }: ItemRef) => `${item_type}:${item_id}`

/** The database's answer to one decision, or to its undo. */
export type DecisionOutcome<T extends string = string> = InferOutput<typeof decisionOutcome> & ItemRef<T>
