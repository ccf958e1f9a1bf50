import type { CrudFilter } from '@refinedev/core'

/**
 * Labels of the gate's answers, which say whether an enrollment's
 * next email may be sent. A worker sends only when it is `due`.
 */
export const gateCodes: Record<string, readonly [label: string, tone: string]> = {
  due: ['Due now', 'green'],
  not_yet: ['Not due yet', 'blue'],
  window: ['Outside its hours', 'blue'],
  reserved: ['With a worker', 'blue'],
  sequence_cap: ['Sequence at its cap', 'amber'],
  sender_cap: ['Sender at its cap', 'amber'],
  sender_gap: ['Sender waits between two', 'amber'],
  sender_paused: ['No sender may send', 'red'],
  sequence_paused: ['Sequence is paused', 'amber'],
  sequence_draft: ['Sequence is a draft', 'amber'],
  sequence_archived: ['Sequence is archived', 'grey'],
  paused: ['Paused', 'amber'],
  suppressed: ['Suppressed', 'red'],
  no_address: ['No address', 'red'],
  no_provenance: ['No source or consent', 'red'],
  wrong_state: ['Rejected or converted', 'grey'],
  no_lead: ['Lead is gone', 'grey'],
  sent: ['All sent', 'green'],
  ended: ['Ended', 'grey'],
}

/** The condition that finds the enrollments for which the gate gives this answer: the database has a column for each. */
export function findsOf(code: string): CrudFilter {
  if (code === 'ended')
    return { field: 'state', operator: 'in', value: ['replied', 'bounced', 'unsubscribed', 'stopped'] }
  return gateCodes[code]
    ? { field: `why_${code}`, operator: 'eq', value: 'true' }
    : { field: 'why', operator: 'eq', value: code }
}
