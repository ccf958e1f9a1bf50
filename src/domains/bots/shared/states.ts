/** Colours of a bot's states. */
export const botStates = { healthy: 'green', degraded: 'amber', down: 'red' }

/** Colours of the outcomes of a bot's action. */
export const outcomes = { succeeded: 'green', failed: 'red', skipped: 'grey', escalated: 'amber' }

/** Colours of the reviews of a bot's action. */
export const reviews = {
  unreviewed: 'grey',
  confirmed: 'green',
  overturned: 'red',
  needs_attention: ['Needs attention', 'amber'],
} as const
