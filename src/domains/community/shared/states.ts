/** Colours of the states of posts and comments. */
export const postStates = { pending: 'amber', published: 'green', hidden: 'grey', removed: 'red' }

/** Colours of the states of a member's report. */
export const reportStates = { open: 'amber', upheld: 'red', dismissed: 'grey' }

/** The rules that a bot can report as broken. */
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

/** The moderators' decisions, with their colours. */
export const decisionTones = {
  approve: 'green',
  hide: 'grey',
  remove: 'red',
  restore: 'green',
  dismiss_reports: 'blue',
  escalate: 'violet',
  decline_edit: 'red',
  undo: 'amber',
} as const
