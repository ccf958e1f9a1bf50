import { keyOf } from '@/resource/queue/types'
import { parseTimestamp } from '@/supabase/time'
import type { OutboxEntry, PastDecision, QueueItem } from './types'
import type { Decided } from './useQueue'

/** The status of an item in the list; an item without one is open and not claimed. */
export type ItemStatus =
  /** The person's own decision, unsent or applied. */
  | { kind: 'own'; sent: OutboxEntry }
  /** The person's decision that the database did not apply. */
  | { kind: 'returned'; sent: OutboxEntry }
  /** The item no longer waits: a colleague decided, or it was deleted. */
  | { kind: 'elsewhere'; by?: PastDecision }
  /** Somebody has claimed the item. */
  | { kind: 'claimed'; name: string; isMine: boolean }

interface StatusContext {
  ownDecisions: ReadonlyMap<string, OutboxEntry>
  decided: Decided
  /** The items that wait now; undefined while that is not known. */
  waits: ReadonlyMap<string, unknown> | undefined
  me: string
  now: Date
}

/**
 * The status of an item, from own decisions, colleagues'
 * decisions, and the items that the database lists as waiting.
 */
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

/** Whether a decided item waits again: it was edited or reported since, or another decision followed. */
function isWaitingAgain({ outcome, decision }: OutboxEntry, row: QueueItem): boolean {
  if (outcome?.result !== 'applied') return false
  const seen = row.decision_seen ?? 0
  return decision === 'escalate' ? seen > outcome.decision_id : seen >= outcome.decision_id
}

/** Whether an item can be selected for a group decision; a decided item cannot be decided again. */
export function isSelectable(itemStatus: ItemStatus | undefined): boolean {
  return itemStatus?.kind !== 'own' && itemStatus?.kind !== 'elsewhere'
}

/** Whether the focus may move to this item after a decision. */
export function isOpen(itemStatus: ItemStatus | undefined): boolean {
  return !itemStatus || (itemStatus.kind === 'claimed' && itemStatus.isMine)
}
