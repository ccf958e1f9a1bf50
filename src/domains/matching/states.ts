/** How the states of a match look. */
export const matchStates = {
  suggested: 'grey',
  presented: 'blue',
  accepted: 'teal',
  declined: 'amber',
  introduced: 'green',
  expired: 'grey',
  closed: 'grey',
} as const

/** What one of two people answered. */
export const answers = { accepted: 'green', declined: 'amber' } as const

/** How the states of an introduction report look. */
export const reportStates = { draft: 'grey', ready: 'blue', delivered: 'green', withdrawn: 'red' } as const

/** How the states of a generation run look. */
export const generationStates = { running: 'blue', succeeded: 'green', failed: 'red' } as const
