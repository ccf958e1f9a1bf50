/** Colours of a game's states. */
export const gameStates = { draft: 'grey', active: 'green', retired: 'amber' } as const

/** Colours of the states of a game that is being played. */
export const playStates = { active: 'blue', completed: 'green', abandoned: 'grey' } as const
