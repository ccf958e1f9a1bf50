/** Colours of a match's states. */
export const matchStates = {
  suggested: 'grey',
  presented: 'blue',
  accepted: 'teal',
  declined: 'amber',
  introduced: 'green',
  expired: 'grey',
  closed: 'grey',
} as const

/** Colours of the answers of one of the two members. */
export const answers = { accepted: 'green', declined: 'amber' } as const

/** Colours of an introduction report's states. */
export const reportStates = { draft: 'grey', ready: 'blue', delivered: 'green', withdrawn: 'red' } as const

/** Colours of a generation run's states. */
export const generationStates = { running: 'blue', succeeded: 'green', failed: 'red' } as const
