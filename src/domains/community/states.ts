/** How the states of posts and comments look. */
export const postStates = { pending: 'amber', published: 'green', hidden: 'grey', removed: 'red' }

/** How the states of a member's report look. */
export const reportStates = { open: 'amber', upheld: 'red', dismissed: 'grey' }

/** The rules that a bot may see broken. */
export const categories = {
  spam: undefined,
  scam: undefined,
  harassment: undefined,
  contact_details: undefined,
  sexual_content: undefined,
  hate: undefined,
  self_harm: ['Self-harm'],
  underage: undefined,
  off_topic: undefined,
} as const

/** The decisions of moderators, and their tones. */
export const decisionTones = {
  approve: 'green',
  hide: 'grey',
  remove: 'red',
  restore: 'green',
  dismiss_reports: 'blue',
  escalate: 'violet',
  undo: 'amber',
} as const
