import type { Decision, QueueItem } from './types'

/** A decision as it was made: “Removed”. */
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

/** A decision as it is to be made: “Remove”. */
export const verbLabels: Record<Decision, string> = {
  approve: 'Approve',
  hide: 'Hide',
  remove: 'Remove',
  restore: 'Restore',
  dismiss_reports: 'Dismiss reports',
  escalate: 'Escalate',
  decline_edit: 'Decline the edit',
}

/** Why something waits, by the words of `why`. */
export const whyLabels: Record<string, string> = {
  pending: 'Not yet published',
  reported: 'Reported',
  bot: 'Flagged by a bot',
  escalated: 'Escalated',
  edited: 'Edited',
  watched: 'Holds a watched word',
}

/** Whether it waits since another file lies where its picture was judged. */
export const hasNewFile = ({ explanation }: Pick<QueueItem, 'explanation'>) =>
  explanation.some(({ factor }) => factor === 'new_file')

/** So many at most the database names as nearly identical to an item (`similar_items`); the rest is found once they are decided. */
export const mostAlike = 500

/** How many more are nearly identical, as the beginning of a sentence. */
export function alikeText(others: number): string {
  if (others === 1) return 'One more is'
  return others < mostAlike ? `${others} more are` : `At least ${others} more are`
}
