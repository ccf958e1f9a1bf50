/** What waits for a decision: a row of some table. */
export interface ItemRef<T extends string = string> {
  item_type: T
  item_id: string
}

/** The same text for the same item, for maps and addresses: `post:4f1c…`. */
export const keyOf = ({ item_type, item_id }: ItemRef) => `${item_type}:${item_id}`

/** What the database answers about one decision, or about its being taken back. */
export type DecisionOutcome<T extends string = string> = ItemRef<T> & { client_key?: string } & (
    | {
        result: 'applied'
        decision_id: number
        decision: string
        state_before: string
        state_after: string
        reports_closed?: number
        by: string
        by_name: string
        at: string
        repeated: boolean
      }
    | {
        result: 'conflict'
        kind: 'decided' | 'edited' | 'undone' | 'changed' | 'claimed'
        decision?: string
        reason_code?: string | null
        by?: string
        by_name?: string
        at?: string
        state?: string
        version?: number
        decision_seen?: number | null
        why: string
      }
    | { result: 'refused'; why: string; field?: string }
  )
