/** Colours of a flow's states. */
export const flowStates = { draft: 'grey', active: 'green', retired: 'amber' }

/** Colours of a conversation's states. */
export const conversationStates = { active: 'blue', completed: 'green', abandoned: 'grey' }

/** The kinds of question, by how members answer. */
export const questionKinds = {
  open: undefined,
  choice: undefined,
  scale: undefined,
  follow_up: ['Follow-up'],
} as const
