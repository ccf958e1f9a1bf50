/** Colours of an article's states. */
export const articleStates = { draft: 'grey', published: 'green', archived: 'amber' }

/** Colours of a puzzle's states. */
export const puzzleStates = { draft: 'grey', published: 'green', retired: 'amber' }
