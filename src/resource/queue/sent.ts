import { type DecisionOutcome, type ItemRef, keyOf } from './types'

/** An item as the person saw it when they decided. */
export interface Seen<T extends string = string> extends ItemRef<T> {
  title: string
  author_name: string
  version: number
  decision_seen: number | null
  /** A colleague is at it, and the person has been told. */
  over_claim?: boolean
  /** What else was seen and is sent along, such as the checksum of a picture. */
  also?: Record<string, string | null>
  /** What else is said of it and sent along. */
  said?: Readonly<Record<string, readonly object[]>>
}

/** What a person decided, the same for all items of one keystroke. */
export interface Intent<D extends string = string> {
  decision: D
  reason_code?: string
  reason_label?: string
  note?: string
}

/** One decision on its way to the database, or what came of it. */
export interface Sent<D extends string = string, T extends string = string> extends Intent<D> {
  /** Names the intention: the database does nothing twice under one key. */
  key: string
  /** Decisions of one keystroke. */
  group: string
  item: Seen<T>
  at: number
  /** `returned`: it was not applied, and stays until the person has dealt with it. */
  status: 'waiting' | 'sending' | 'applied' | 'returned'
  /** It was sent before without an answer, so it may have been applied. */
  mayBeApplied?: boolean
  outcome?: DecisionOutcome
  /** Its being taken back; `left`: that was refused, and the person has seen so. */
  undo?: {
    key: string
    status: 'waiting' | 'sending' | 'done' | 'returned'
    outcome?: DecisionOutcome
    left?: boolean
  }
}

/** Whether the database has not answered the decision, or its being taken back. */
export const isUnsent = ({ status, undo }: Sent): boolean =>
  status === 'waiting' || status === 'sending' || undo?.status === 'waiting' || undo?.status === 'sending'

/** The newest decision of ours on each item that still stands, or has come back. */
export function latestByItem<S extends Sent>(sent: readonly S[]): ReadonlyMap<string, S> {
  const latest = new Map<string, S>()
  for (const one of sent) {
    const key = keyOf(one.item)
    // An undone decision leaves the item as it was: open.
    if (one.undo && one.undo.status !== 'returned' && one.status !== 'returned') latest.delete(key)
    else latest.set(key, one)
  }
  return latest
}

/** The last group that can still be undone. */
export function lastGroup<S extends Sent>(sent: readonly S[]): S[] {
  const last = sent.findLast((one) => one.status !== 'returned' && !one.undo)
  return last ? sent.filter((one) => one.group === last.group && one.status !== 'returned' && !one.undo) : []
}

/** Whether it was not applied, or not taken back, and the person has not dealt with that yet. */
export function isReturned({ status, undo }: Sent): boolean {
  return status === 'returned' || (undo?.status === 'returned' && !undo.left)
}

/** The decisions that are being taken back, or were, by their numbers in the database. */
export function undoneIds(sent: readonly Sent[]): ReadonlySet<number> {
  return new Set(
    sent.flatMap(({ undo, outcome }) =>
      undo && undo.status !== 'returned' && outcome?.result === 'applied' ? [outcome.decision_id] : [],
    ),
  )
}

/** The number of the decision in the database, once it is there. */
export function decisionIdOf(sent: Sent | undefined): number | undefined {
  return sent?.outcome?.result === 'applied' ? sent.outcome.decision_id : undefined
}

/** What the person has seen by now of an item that came back from a conflict. */
export function seenInConflict(sent: Sent | undefined) {
  return sent?.status === 'returned' && sent.outcome?.result === 'conflict' ? sent.outcome : undefined
}
