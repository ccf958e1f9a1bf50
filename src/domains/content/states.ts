/** How the states of an article look. */
export const articleStates = { draft: 'grey', published: 'green', archived: 'amber' }

/** How the states of a puzzle look. */
export const puzzleStates = { draft: 'grey', published: 'green', retired: 'amber' }
