/** How the states of a subscription look. */
export const subscriptionStates = {
  trialing: 'violet',
  active: 'green',
  past_due: ['Past due', 'amber'],
  paused: 'grey',
  canceled: 'grey',
  incomplete: 'blue',
  unpaid: 'red',
} as const

/** How the states of an invoice look. */
export const invoiceStates = {
  draft: 'grey',
  open: 'blue',
  paid: 'green',
  void: 'grey',
  uncollectible: 'red',
} as const

/** How a payment may reach us. */
export const paymentWays = {
  card: undefined,
  bank_transfer: ['Bank transfer'],
  cash: undefined,
  credit: undefined,
  other: undefined,
} as const
