import type { Decision } from './types'

/** A decision as it was made: “Removed”. */
export const done: Record<Decision | 'undo', string> = {
  approve: 'Approved',
  hide: 'Hidden',
  remove: 'Removed',
  restore: 'Restored',
  dismiss_reports: 'Reports dismissed',
  escalate: 'Escalated',
  undo: 'Undone',
}

/** A decision as it is to be made: “Remove”. */
export const verbs: Record<Decision, string> = {
  approve: 'Approve',
  hide: 'Hide',
  remove: 'Remove',
  restore: 'Restore',
  dismiss_reports: 'Dismiss reports',
  escalate: 'Escalate',
}

/** Why something waits, by the words of `why`. */
export const whys: Record<string, string> = {
  pending: 'Not yet published',
  reported: 'Reported',
  bot: 'Flagged by a bot',
  escalated: 'Escalated',
  edited: 'Edited since',
}

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })

/** “1 report”, “3 reports”, “1,204 posts”. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${whole.format(number)} ${number === 1 ? one : many}`
}
