/** How the states of a bot look. */
export const botStates = { healthy: 'green', degraded: 'amber', down: 'red' }

/** How the outcomes of a bot's action look. */
export const outcomes = { succeeded: 'green', failed: 'red', skipped: 'grey', escalated: 'amber' }

/** How people's reviews of a bot's action look. */
export const reviews = {
  unreviewed: 'grey',
  confirmed: 'green',
  overturned: 'red',
  needs_attention: ['Needs attention', 'amber'],
} as const
