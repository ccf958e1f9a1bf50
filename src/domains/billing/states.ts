import type { AnyRow } from '@/resource/define'
import { moneyText } from '@/resource/fields'

/** How often a plan is charged. */
export const intervals = { month: ['Monthly'], year: ['Yearly'] } as const

/** A plan with the details that distinguish it: “Premium, €34.90 a month”. */
export function planName(plan: AnyRow): string {
  return `${plan.name}, ${moneyText(Number(plan.amount_minor), String(plan.currency))} a ${plan.billing_interval}`
}

/** Colours of the subscription states. */
export const subscriptionStates = {
  trialing: 'violet',
  active: 'green',
  past_due: ['Past due', 'amber'],
  paused: 'grey',
  canceled: 'grey',
  incomplete: 'blue',
  unpaid: 'red',
} as const

/** Colours of the invoice states. */
export const invoiceStates = {
  draft: 'grey',
  open: 'blue',
  paid: 'green',
  void: 'grey',
  uncollectible: 'red',
} as const

/** The payment methods. */
export const paymentWays = {
  card: undefined,
  bank_transfer: ['Bank transfer'],
  cash: undefined,
  credit: undefined,
  other: undefined,
} as const
