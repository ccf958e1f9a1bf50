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
