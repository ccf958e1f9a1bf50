/** How the states of outreach look everywhere. */
export const leadStates = {
  new: 'blue',
  qualified: 'violet',
  contacted: 'amber',
  replied: 'teal',
  converted: 'green',
  rejected: 'grey',
}

/** How the states of a scrape run look. */
export const runStates = {
  queued: 'grey',
  running: 'blue',
  succeeded: 'green',
  partial: 'amber',
  failed: 'red',
  cancelled: 'grey',
}

/** How the states of a sent mail look. */
export const sendStates = {
  queued: 'grey',
  sent: 'blue',
  delivered: 'blue',
  opened: 'violet',
  clicked: 'green',
  bounced: 'amber',
  complained: 'red',
  failed: 'red',
  skipped: 'grey',
}

/** How the states of an enrollment look. */
export const enrollmentStates = {
  active: 'blue',
  paused: 'amber',
  completed: 'green',
  replied: 'teal',
  bounced: 'red',
  unsubscribed: 'grey',
  stopped: 'grey',
}

/** What the gate says of an enrollment, in one word of the database; the first is the only one that a worker takes. */
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
