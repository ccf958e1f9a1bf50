/** How the states of a member look. */
export const memberStates = {
  onboarding: 'blue',
  active: 'green',
  paused: 'amber',
  suspended: 'red',
  closed: 'grey',
} as const

/** How the states of a photo look. */
export const photoStates = { pending: 'amber', approved: 'green', rejected: 'red' } as const
