/** Colours of the states of a scrape run. */
export const runStates = {
  queued: 'grey',
  running: 'blue',
  succeeded: 'green',
  partial: 'amber',
  failed: 'red',
  cancelled: 'grey',
}

/** Colours of the states of an email. */
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

/** Colours of the states of an enrollment. */
export const enrollmentStates = {
  active: 'blue',
  paused: 'amber',
  completed: 'green',
  replied: 'teal',
  bounced: 'red',
  unsubscribed: 'grey',
  stopped: 'grey',
}
