import { type DecisionOutcome, type ItemRef, keyOf } from './types'

/** An item as the person saw it when they decided. */
export interface Seen<T extends string = string> extends ItemRef<T> {
  title: string
  author_name: string
  version: number
  decision_seen: number | null
  /** A colleague has claimed the item, and the person has been told. */
  over_claim?: boolean
  /** Other seen values that are sent along, such as the checksum of a picture. */
  also?: Record<string, string | null>
  /** Other data about the decision that is sent along. */
  said?: Readonly<Record<string, readonly object[]>>
}

/** A person's decision, the same for all items of one key press. */
export interface Intent<D extends string = string> {
  decision: D
  reason_code?: string
  reason_label?: string
  note?: string
}

/** One decision in the outbox, with its result once there is one. */
export interface OutboxEntry<D extends string = string, T extends string = string> extends Intent<D> {
  /** The idempotency key: the database applies nothing twice under one key. */
  key: string
  /** The group of decisions made with one key press. */
  group: string
  item: Seen<T>
  at: number
  /** `returned`: it was not applied, and stays until the person has dealt with it. */
  status: 'waiting' | 'sending' | 'applied' | 'returned'
  /** It was sent before without an answer, so it may have been applied. */
  mayBeApplied?: boolean
  outcome?: DecisionOutcome
  /** The undo of the decision; `left`: the undo was refused and the person has dismissed the message. */
  undo?: {
    key: string
    status: 'waiting' | 'sending' | 'done' | 'returned'
    outcome?: DecisionOutcome
    left?: boolean
  }
}

/** Whether the decision, or its undo, has no answer from the database yet. */
export const isUnsent = ({ status, undo }: OutboxEntry): boolean =>
  status === 'waiting' || status === 'sending' || undo?.status === 'waiting' || undo?.status === 'sending'

/** The newest of our own decisions on each item that is in effect or was returned. */
export function latestByItem<S extends OutboxEntry>(sent: readonly S[]): ReadonlyMap<string, S> {
  const latest = new Map<string, S>()
  for (const one of sent) {
    const key = keyOf(one.item)
    // An undone decision leaves the item open again.
    if (one.undo && one.undo.status !== 'returned' && one.status !== 'returned') latest.delete(key)
    else latest.set(key, one)
  }
  return latest
}

/** The last group that can still be undone. */
export function lastGroup<S extends OutboxEntry>(sent: readonly S[]): S[] {
  const last = sent.findLast((one) => one.status !== 'returned' && !one.undo)
  return last ? sent.filter((one) => one.group === last.group && one.status !== 'returned' && !one.undo) : []
}

/** What is announced when the last decisions are undone, or that there are none. */
export function undoneText<D extends string>(
  last: readonly OutboxEntry<D>[],
  labels: Record<D, string>,
): string {
  const [first] = last
  if (!first) return 'There is nothing to undo.'
  return `Undone: ${labels[first.decision].toLowerCase()} ${last.length > 1 ? `${last.length} items` : `“${first.item.title}”`}.`
}

/** Whether the decision or its undo was refused and the person has not dealt with it yet. */
export function isReturned({ status, undo }: OutboxEntry): boolean {
  return status === 'returned' || (undo?.status === 'returned' && !undo.left)
}

/** The database ids of decisions that are being undone or were undone. */
export function undoneIds(sent: readonly OutboxEntry[]): ReadonlySet<number> {
  return new Set(
    sent.flatMap(({ undo, outcome }) =>
      undo && undo.status !== 'returned' && outcome?.result === 'applied' ? [outcome.decision_id] : [],
    ),
  )
}

/** The decision's id in the database, once it is stored. */
export function decisionIdOf(sent: OutboxEntry | undefined): number | undefined {
  return sent?.outcome?.result === 'applied' ? sent.outcome.decision_id : undefined
}

/** The version of an item that the person has seen after a conflict. */
export function seenInConflict(sent: OutboxEntry | undefined) {
  return sent?.status === 'returned' && sent.outcome?.result === 'conflict' ? sent.outcome : undefined
}
