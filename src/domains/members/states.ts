/** Colours of a member's states. */
export const memberStates = {
  onboarding: 'blue',
  active: 'green',
  paused: 'amber',
  suspended: 'red',
  closed: 'grey',
} as const

/** Colours of a photo's states. */
export const photoStates = { pending: 'amber', approved: 'green', rejected: 'red' } as const
