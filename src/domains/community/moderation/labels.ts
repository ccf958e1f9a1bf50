import type { Decision, QueueItem } from './types'

/** Labels of decisions in the past tense: “Removed”. */
export const doneLabels: Record<Decision | 'undo', string> = {
  approve: 'Approved',
  hide: 'Hidden',
  remove: 'Removed',
  restore: 'Restored',
  dismiss_reports: 'Reports dismissed',
  escalate: 'Escalated',
  decline_edit: 'Edit declined',
  undo: 'Undone',
}

/** Labels of decisions on buttons: “Remove”. */
export const verbLabels: Record<Decision, string> = {
  approve: 'Approve',
  hide: 'Hide',
  remove: 'Remove',
  restore: 'Restore',
  dismiss_reports: 'Dismiss reports',
  escalate: 'Escalate',
  decline_edit: 'Decline the edit',
}

/** Labels of the causes in the column `why`. */
export const whyLabels: Record<string, string> = {
  pending: 'Not yet published',
  reported: 'Reported',
  bot: 'Flagged by a bot',
  escalated: 'Escalated',
  edited: 'Edited',
  watched: 'Holds a watched word',
}

/** Whether the item waits because the file at its picture's path was replaced after a decision. */
export const hasNewFile = ({ explanation }: Pick<QueueItem, 'explanation'>) =>
  explanation.some(({ factor }) => factor === 'new_file')

/**
 * The most nearly identical items that `similar_items`
 * returns at once; more are found after these are decided.
 */
export const mostAlike = 500

/** How many more items are nearly identical, as the beginning of a sentence. */
export function alikeText(others: number): string {
  if (others === 1) return 'One more is'
  return others < mostAlike ? `${others} more are` : `At least ${others} more are`
}
