import type { Decision } from './types'

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
