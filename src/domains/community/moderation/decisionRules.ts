import { seenInConflict } from '@/resource/queue/outboxEntries'
import { keyOf } from '@/resource/queue/types'
import type { Decision, ItemRef, OutboxEntry, PastDecision, QueueItem, Reason, Seen, Similar } from './types'

/** The decision that “Approve” makes: a hidden or removed item is restored. */
export function approval({ state }: Pick<QueueItem, 'state'>): Decision {
  return state === 'hidden' || state === 'removed' ? 'restore' : 'approve'
}

/** The newest known state of the item: its row, its context, or the result of a colleague's decision. */
export function newest(
  row: QueueItem | undefined,
  inContext: QueueItem | undefined,
  decided: PastDecision | undefined,
): QueueItem | undefined {
  const seen = (one: QueueItem) => one.decision_seen ?? 0
  const base =
    row && inContext
      ? inContext.version > row.version || (inContext.version === row.version && seen(inContext) > seen(row))
        ? { ...row, ...inContext }
        : row
      : (row ?? inContext)
  if (!base || !decided || decided.id <= seen(base)) return base
  return { ...base, state: decided.state_after, decision_seen: decided.id }
}

/** What is sent with a decision: the version and the last decision that the person has seen. */
export function seenOf(item: QueueItem | Similar | PastDecision, ownDecision?: OutboxEntry): Seen {
  const back = seenInConflict(ownDecision)
  const seen = 'decision_seen' in item ? (item.decision_seen ?? 0) : 0
  return {
    item_type: item.item_type,
    item_id: item.item_id,
    title: item.item_type === 'comment' ? item.excerpt : item.title,
    author_name: 'author_name' in item ? item.author_name : '',
    // The version that the person read, even if a conflict reported a newer one.
    version: 'version' in item ? item.version : 0,
    decision_seen: Math.max(seen, back?.decision_seen ?? 0) || null,
    ...(back?.kind === 'claimed' && { over_claim: true }),
  }
}

/**
 * What is sent when a decision is repeated after a conflict:
 * by now the person has seen the newer version and decision.
 */
export function seenAfterConflict(
  { item, outcome }: OutboxEntry,
  now: QueueItem | undefined,
): Seen | undefined {
  if (outcome?.result !== 'conflict') return undefined
  return {
    ...item,
    version: Math.max(item.version, now?.version ?? 0),
    decision_seen: Math.max(outcome.decision_seen ?? 0, now?.decision_seen ?? 0) || null,
    ...((outcome.kind === 'claimed' || item.over_claim) && { over_claim: true }),
  }
}

/**
 * The items that a decision applies to. An item with a picture is
 * approved only when it is open, because the picture must be seen.
 */
export function countedFor<Item extends ItemRef & { image_path: string | null }>(
  decision: Decision,
  targets: readonly Item[],
  focus: string | undefined,
): readonly Item[] {
  if (decision !== 'approve' && decision !== 'restore') return targets
  return targets.filter((one) => keyOf(one) === focus || !one.image_path)
}

/** Only the item's reference, without its other columns. */
export function refOf({ item_type, item_id }: ItemRef): ItemRef {
  return { item_type, item_id }
}

/** The most severe report category, if it is the same for all items. */
export function suggestionFor(items: readonly QueueItem[]): string | undefined {
  const codes = new Set(items.map(({ top_category }) => top_category))
  const [code] = codes
  return codes.size === 1 && code && code !== 'other' ? code : undefined
}

/**
 * What the panel must ask before a decision: nothing, a reason, or a reason about earlier reported versions.
 */
export function needsReason(
  decision: Decision,
  targets: readonly (QueueItem | Similar)[],
  hideReason: Reason | undefined,
): 'reason' | 'about earlier reports' | undefined {
  const approves = decision === 'approve' || decision === 'restore'
  const isAboutEarlier = targets.some((target) => 'earlier_reports' in target && target.earlier_reports > 0)
  if (approves && isAboutEarlier) return 'about earlier reports'
  // A dismissal is about the version that members read: reports are never about an edit that waits.
  if (
    decision === 'dismiss_reports' &&
    targets.some((target) => 'earlier_reports' in target && target.earlier_reports > 0 && !target.shown)
  )
    return 'about earlier reports'
  if (approves || decision === 'dismiss_reports') return undefined
  return decision === 'hide' && hideReason && targets.length === 1 && !isAboutEarlier ? undefined : 'reason'
}
