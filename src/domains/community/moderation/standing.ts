import { parseTimestamp } from '@/supabase/time'
import type { Sent } from './outbox'
import { keyOf, type PastDecision, type QueueItem } from './types'
import type { Decided } from './useQueue'

/** How it stands with an item in the list; without one it is open and nobody's. */
export type Standing =
  /** The person's own decision, on its way or applied. */
  | { kind: 'own'; sent: Sent }
  /** The person's decision that was not applied. */
  | { kind: 'returned'; sent: Sent }
  /** It waits no longer: a colleague decided, or it is gone. */
  | { kind: 'elsewhere'; by?: PastDecision }
  /** Somebody is at it. */
  | { kind: 'held'; name: string; isMine: boolean }

interface Known {
  own: ReadonlyMap<string, Sent>
  decided: Decided
  /** What waits now; undefined while that is not known. */
  waits: ReadonlyMap<string, unknown> | undefined
  me: string
  now: Date
}

/** How it stands with an item, from what the person did, what colleagues did, and what the database says waits. */
export function standingOf(row: QueueItem, { own, decided, waits, me, now }: Known): Standing | undefined {
  const key = keyOf(row)
  const sent = own.get(key)
  if (sent?.status === 'returned' || (sent?.undo?.status === 'returned' && !sent.undo.left)) {
    return { kind: 'returned', sent }
  }
  if (sent && !wasAnswered(sent, row)) return { kind: 'own', sent }
  const by = decided.get(key)
  if (waits && !waits.has(key)) {
    return { kind: 'elsewhere', by: by && by.id > (row.decision_seen ?? 0) ? by : undefined }
  }
  if (row.claimed_by && (!row.claim_expires_at || parseTimestamp(row.claim_expires_at) > now)) {
    return { kind: 'held', name: row.claimed_name ?? 'A colleague', isMine: row.claimed_by === me }
  }
  return undefined
}

/** The item waits anew although it was decided: it was edited or reported since, or another decision followed. */
function wasAnswered({ outcome, decision }: Sent, row: QueueItem): boolean {
  if (outcome?.result !== 'applied') return false
  const seen = row.decision_seen ?? 0
  return decision === 'escalate' ? seen > outcome.decision_id : seen >= outcome.decision_id
}

/** Whether it can be chosen to be decided with others: what is decided is not decided again. */
export function isSelectable(standing: Standing | undefined): boolean {
  return standing?.kind !== 'own' && standing?.kind !== 'elsewhere'
}

/** Whether a person may be led to it next. */
export function isOpen(standing: Standing | undefined): boolean {
  return !standing || (standing.kind === 'held' && standing.isMine)
}
