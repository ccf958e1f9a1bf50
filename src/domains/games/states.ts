/** How the states of a game look. */
export const gameStates = { draft: 'grey', active: 'green', retired: 'amber' } as const

/** How the states of a game that is played look. */
export const playStates = { active: 'blue', completed: 'green', abandoned: 'grey' } as const
