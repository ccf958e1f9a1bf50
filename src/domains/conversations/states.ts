/** How the states of a flow look. */
export const flowStates = { draft: 'grey', active: 'green', retired: 'amber' }

/** How the states of a conversation look. */
export const conversationStates = { active: 'blue', completed: 'green', abandoned: 'grey' }

/** How people asked can answer. */
export const questionKinds = {
  open: undefined,
  choice: undefined,
  scale: undefined,
  follow_up: ['Follow-up'],
} as const
