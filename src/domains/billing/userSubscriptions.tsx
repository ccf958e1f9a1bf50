import { defineResource, embeddedText } from '@/resource/define'
import { dateTime, flag, longText, number, options, relation } from '@/resource/fields'
import { subscriptionStates } from './states'

export default defineResource({
  table: 'user_subscriptions',
  one: 'subscription',
  about: 'Who subscribes to what, and how it stands.',
  may: { create: ['finance'], edit: ['finance'] },
  title: (subscription) => embeddedText(subscription, 'member', 'display_name'),
  secondary: (subscription) => embeddedText(subscription, 'member', 'email'),
  titleColumns: ['user_id'],
  avatar: true,
  fields: {
    user_id: relation('Member', {
      table: 'member_directory',
      embed: 'member',
      title: 'display_name',
      search: 'search',
      also: ['email', 'search'],
      inner: true,
    }),
    plan_id: relation(
      'Plan',
      {
        table: 'subscription_plans',
        embed: 'plan',
        title: 'name',
        search: 'search',
        also: ['currency', 'billing_interval'],
      },
      { width: 130 },
    ),
    payment_method_id: relation(
      'Card',
      { table: 'payment_methods', embed: 'card', title: 'last4' },
      { width: 90 },
    ),
    state: options('State', subscriptionStates),
    quantity: number('Quantity', { width: 90 }),
    cancel_at_period_end: flag('Ends with the period', { width: 150 }),
    cancel_reason: longText('Why canceled'),
    started_at: dateTime('Started'),
    trial_ends_at: dateTime('Trial ends'),
    current_period_start: dateTime('Period from', { width: 120 }),
    current_period_end: dateTime('Period until', { width: 120 }),
    canceled_at: dateTime('Canceled'),
    ended_at: dateTime('Ended'),
    created_at: dateTime('Created'),
    updated_at: dateTime('Changed'),
  },
  list: {
    columns: [
      'plan_id',
      'state',
      'cancel_at_period_end',
      'payment_method_id',
      'current_period_end',
      'started_at',
    ],
    sort: '-started_at',
    search: 'member.search',
    searchHint: 'member',
    filters: [
      'state',
      'plan_id',
      'user_id',
      'cancel_at_period_end',
      'started_at',
      'current_period_end',
      'trial_ends_at',
      'canceled_at',
    ],
    views: [
      { name: 'Past due', urlQuery: 'state=any:past_due,unpaid' },
      { name: 'Trials that end soon', urlQuery: 'state=any:trialing&trial_ends_at=next:7d' },
      { name: 'To be cancelled', urlQuery: 'cancel_at_period_end=is:true' },
    ],
  },
  detail: {
    sections: [
      { fields: ['user_id', 'plan_id', 'state', 'quantity', 'payment_method_id'] },
      {
        title: 'Times',
        fields: [
          'started_at',
          'trial_ends_at',
          'current_period_start',
          'current_period_end',
          'cancel_at_period_end',
          'canceled_at',
          'ended_at',
          'cancel_reason',
        ],
      },
    ],
    related: [
      { table: 'invoices', by: 'subscription_id', columns: ['state', 'total_minor', 'due_minor', 'due_on'] },
      {
        table: 'usage_tracking',
        by: 'subscription_id',
        columns: ['feature', 'used', 'limit_value', 'period_start'],
      },
    ],
  },
  form: {
    sections: [
      {
        fields: [
          'user_id',
          'plan_id',
          'payment_method_id',
          'quantity',
          'state',
          'current_period_end',
          'trial_ends_at',
          'cancel_at_period_end',
          'cancel_reason',
        ],
      },
    ],
    createOnly: ['user_id', 'state'],
    initial: { state: 'active', quantity: 1 },
  },
  states: { ask: { canceled: ['cancel_reason'] } },
})
