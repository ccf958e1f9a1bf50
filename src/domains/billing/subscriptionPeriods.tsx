import { defineResource, embeddedText } from '@/resource/define'
import { humanize } from '@/resource/field'
import { dated, longText, money, number, options, relation, text } from '@/resource/fields'
import { anyMember, staffMember } from '../member'
import { intervals, subscriptionStates } from './states'

export default defineResource({
  table: 'subscription_periods',
  one: 'step of a subscription',
  about:
    'The terms of every subscription over time. Each row holds until the next one begins; none is ever changed.',
  title: (step) => humanize(step.state),
  secondary: (step) => embeddedText(step, 'member', 'display_name'),
  titleColumns: ['state'],
  fields: {
    subscription_id: relation(
      'Subscription',
      {
        table: 'user_subscriptions',
        embed: 'subscription',
        title: 'state',
        name: (other) => humanize(String(other.state)),
      },
      { input: undefined },
    ),
    user_id: anyMember(),
    n: number('Step', { width: 70 }),
    state: options('State', subscriptionStates),
    plan_id: relation('Plan', {
      table: 'subscription_plans',
      embed: 'plan',
      title: 'name',
      search: 'search',
    }),
    quantity: number('Quantity', { width: 90 }),
    discount_percent: number('Discount', { unit: '%', width: 90 }),
    recurring_minor: money('A period costs', { sortable: false, sum: false }),
    currency: text('Currency', { width: 92 }),
    billing_interval: options('Interval', intervals),
    from_at: dated('From'),
    recorded_at: dated('Recorded'),
    reason: longText('Why', { width: 240 }),
    decided_by: staffMember('Decided by', 'decider'),
  },
  list: {
    columns: ['state', 'user_id', 'plan_id', 'quantity', 'recurring_minor', 'from_at', 'decided_by'],
    sort: '-from_at',
    filters: ['state', 'plan_id', 'user_id', 'currency', 'subscription_id', 'from_at', 'recorded_at'],
  },
  detail: {
    sections: [
      { fields: ['state', 'user_id', 'subscription_id', 'from_at', 'recorded_at', 'reason', 'decided_by'] },
      {
        title: 'Terms',
        fields: ['plan_id', 'quantity', 'discount_percent', 'recurring_minor', 'billing_interval'],
      },
    ],
  },
})
