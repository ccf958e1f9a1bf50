import { keyOf } from '@/resource/queue/types'
import { parseTimestamp } from '@/supabase/time'
import type { PastDecision, QueueItem, Sent } from './types'
import type { Decided } from './useQueue'

/** How it stands with an item in the list; without one it is open and nobody's. */
export type ItemStatus =
  /** The person's own decision, on its way or applied. */
  | { kind: 'own'; sent: Sent }
  /** The person's decision that was not applied. */
  | { kind: 'returned'; sent: Sent }
  /** It waits no longer: a colleague decided, or it is gone. */
  | { kind: 'elsewhere'; by?: PastDecision }
  /** Somebody is at it. */
  | { kind: 'claimed'; name: string; isMine: boolean }

interface StatusContext {
  ownDecisions: ReadonlyMap<string, Sent>
  decided: Decided
  /** What waits now; undefined while that is not known. */
  waits: ReadonlyMap<string, unknown> | undefined
  me: string
  now: Date
}

/** How it stands with an item, from what the person did, what colleagues did, and what the database says waits. */
export function itemStatusOf(
  row: QueueItem,
  { ownDecisions, decided, waits, me, now }: StatusContext,
): ItemStatus | undefined {
  const key = keyOf(row)
  const sent = ownDecisions.get(key)
  if (sent?.status === 'returned' || (sent?.undo?.status === 'returned' && !sent.undo.left)) {
    return { kind: 'returned', sent }
  }
  if (sent && !isWaitingAgain(sent, row)) return { kind: 'own', sent }
  const by = decided.get(key)
  if (waits && !waits.has(key)) {
    return { kind: 'elsewhere', by: by && by.id > (row.decision_seen ?? 0) ? by : undefined }
  }
  if (row.claimed_by && (!row.claim_expires_at || parseTimestamp(row.claim_expires_at) > now)) {
    return { kind: 'claimed', name: row.claimed_name ?? 'A colleague', isMine: row.claimed_by === me }
  }
  return undefined
}

/** The item waits anew although it was decided: it was edited or reported since, or another decision followed. */
function isWaitingAgain({ outcome, decision }: Sent, row: QueueItem): boolean {
  if (outcome?.result !== 'applied') return false
  const seen = row.decision_seen ?? 0
  return decision === 'escalate' ? seen > outcome.decision_id : seen >= outcome.decision_id
}

/** Whether it can be chosen to be decided with others: what is decided is not decided again. */
export function isSelectable(itemStatus: ItemStatus | undefined): boolean {
  return itemStatus?.kind !== 'own' && itemStatus?.kind !== 'elsewhere'
}

/** Whether a person may be led to it next. */
export function isOpen(itemStatus: ItemStatus | undefined): boolean {
  return !itemStatus || (itemStatus.kind === 'claimed' && itemStatus.isMine)
}
