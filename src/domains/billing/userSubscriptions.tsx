import { previewBy } from '@/resource/actions'
import { defineResource, embedded, embeddedText } from '@/resource/define'
import {
  dated,
  dateTime,
  flag,
  longText,
  money,
  moneyText,
  number,
  options,
  relation,
  text,
} from '@/resource/fields'
import { listedMember } from '../member'
import { subscriptionChange } from './results'
import { SubscriptionLinks, SubscriptionParts } from './SubscriptionParts'
import { SubscriptionPreview } from './SubscriptionPreview'
import { requiredReason } from './shared/requiredReason'
import { planName, subscriptionStates } from './states'

const finance = ['finance'] as const
const preview = previewBy(subscriptionChange, (result) => <SubscriptionPreview result={result} />)

function nameOf(subscription: object): string {
  const price = embedded(subscription, 'price')
  const plan = embeddedText(subscription, 'plan', 'name')
  return price
    ? `${plan}, ${moneyText(Number(price.amount_minor), String(price.currency))} a ${price.billing_interval}`
    : plan
}

const plan = relation(
  'Plan',
  {
    table: 'subscription_plans',
    embed: 'plan',
    title: 'name',
    search: 'search',
    also: ['currency', 'billing_interval', 'amount_minor'],
    name: planName,
    // A subscription keeps its currency, so only plans in that currency are offered.
    only: ({ currency }) => [
      { field: 'active', operator: 'eq', value: true },
      ...(currency ? [{ field: 'currency', operator: 'eq' as const, value: currency }] : []),
    ],
  },
  { width: 130 },
)
const card = relation(
  'Card',
  {
    table: 'payment_methods',
    embed: 'card',
    title: 'last4',
    also: ['brand', 'exp_month', 'exp_year'],
    // Only the member's own cards are offered; none before a member is chosen.
    only: ({ user_id }) => [
      user_id
        ? { field: 'user_id', operator: 'eq', value: user_id }
        : { field: 'user_id', operator: 'null', value: true },
    ],
  },
  { width: 90 },
)
const runs = ['trialing', 'active', 'past_due']
const later = flag('Not now, but when the period ends')
const prorate = flag('Settle what is left of the period', {
  help: 'Charges and gives back the days that remain.',
})

export default defineResource({
  table: 'user_subscriptions',
  one: 'subscription',
  about: 'Who subscribes to what, and how it stands.',
  may: { create: ['finance'] },
  title: nameOf,
  secondary: (subscription) => embeddedText(subscription, 'member', 'display_name'),
  titleColumns: ['plan_id'],
  fields: {
    user_id: listedMember(),
    plan_id: plan,
    price_id: relation(
      'Price',
      {
        table: 'plan_prices',
        embed: 'price',
        title: 'amount_minor',
        also: ['currency', 'billing_interval'],
        name: (price) =>
          `${moneyText(Number(price.amount_minor), String(price.currency))} a ${price.billing_interval}`,
      },
      { input: undefined },
    ),
    payment_method_id: card,
    state: options('State', subscriptionStates),
    quantity: number('Quantity', { width: 90 }),
    discount_percent: number('Discount', { unit: '%', width: 100, sortable: false }),
    recurring_minor: money('A period costs', {
      sortable: false,
      sum: false,
      help: 'Net of its discount, without tax.',
    }),
    currency: text('Currency', { width: 92 }),
    tax_rate: number('Tax', { unit: '%', width: 90, sortable: false }),
    cancel_at_period_end: flag('Ends with the period', { width: 150 }),
    pause_at_period_end: flag('Pauses with the period', { width: 150 }),
    next_price_id: relation(
      'Changes to',
      {
        table: 'plan_prices',
        embed: 'next_price',
        title: 'amount_minor',
        also: ['currency', 'billing_interval'],
        name: (price) =>
          `${moneyText(Number(price.amount_minor), String(price.currency))} a ${price.billing_interval}`,
      },
      { input: undefined },
    ),
    next_quantity: number('Quantity then', { sortable: false }),
    cancel_reason: longText('Why canceled'),
    started_at: dated('Started'),
    trial_ends_at: dated('Trial ends'),
    current_period_start: dated('Period from', { width: 120 }),
    current_period_end: dated('Period until', { width: 120 }),
    anchor_at: dated('Counted from', { sortable: false }),
    time_zone: text('Time zone', { sortable: false }),
    terms_since: dated('So since', { sortable: false }),
    resume_at: dated('Goes on', { sortable: false }),
    canceled_at: dated('Canceled'),
    ended_at: dated('Ended'),
    created_at: dateTime('Created'),
    updated_at: dateTime('Changed'),
  },
  list: {
    columns: [
      'plan_id',
      'user_id',
      'state',
      'quantity',
      'recurring_minor',
      'current_period_end',
      'started_at',
    ],
    sort: '-started_at',
    search: 'member.search',
    searchHint: 'member',
    above: SubscriptionLinks,
    filters: [
      'state',
      'plan_id',
      'user_id',
      'currency',
      'recurring_minor',
      'discount_percent',
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
      { name: 'Paused', urlQuery: 'state=any:paused' },
    ],
  },
  detail: {
    extra: SubscriptionParts,
    sections: [
      {
        fields: [
          'user_id',
          'plan_id',
          'price_id',
          'state',
          'quantity',
          'discount_percent',
          'recurring_minor',
          'tax_rate',
          'payment_method_id',
        ],
      },
      {
        title: 'Times',
        fields: [
          'started_at',
          'trial_ends_at',
          'current_period_start',
          'current_period_end',
          'anchor_at',
          'time_zone',
          'terms_since',
          'cancel_at_period_end',
          'pause_at_period_end',
          'next_price_id',
          'next_quantity',
          'resume_at',
          'canceled_at',
          'ended_at',
          'cancel_reason',
        ],
      },
    ],
    related: [
      {
        table: 'subscription_periods',
        by: 'subscription_id',
        title: 'How it came to this',
        sort: '-n',
        columns: ['plan_id', 'quantity', 'recurring_minor', 'from_at', 'reason', 'decided_by'],
      },
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
          'quantity',
          'discount_percent',
          'tax_rate',
          'payment_method_id',
          'time_zone',
        ],
      },
    ],
    initial: { quantity: 1, discount_percent: 0, time_zone: 'UTC' },
    create: {
      rpc: 'start_subscription',
      once: 'idempotency_key',
      args: ({ user_id, plan_id, quantity, discount_percent, tax_rate, payment_method_id, time_zone }) => ({
        user_id,
        plan_id,
        quantity,
        discount_percent: discount_percent ?? 0,
        tax_rate,
        payment_method_id,
        time_zone: time_zone || 'UTC',
      }),
    },
  },
  actions: [
    {
      key: 'change',
      label: 'Change…',
      roles: finance,
      when: ({ state }) => runs.includes(state),
      rpc: 'change_subscription',
      once: 'idempotency_key',
      args: ({ id, updated_at }) => ({ subscription_id: id, version: updated_at }),
      ask: {
        plan_id: { ...plan, required: true },
        quantity: { ...number('Quantity', { digits: 0 }), required: true },
        discount_percent: number('Discount', { unit: '%' }),
        at_period_end: later,
        prorate,
      },
      initial: ({ plan_id, quantity, discount_percent }) => ({
        plan_id,
        quantity,
        discount_percent,
        at_period_end: false,
        prorate: true,
      }),
      preview,
      done: 'The subscription is changed.',
    },
    {
      key: 'cancel',
      label: 'Cancel subscription…',
      roles: finance,
      danger: true,
      when: ({ state }) => state !== 'canceled',
      rpc: 'cancel_subscription',
      once: 'idempotency_key',
      args: ({ id, updated_at }) => ({ subscription_id: id, version: updated_at }),
      ask: { reason: { ...longText('Why canceled'), required: true }, at_period_end: later, prorate },
      initial: () => ({ at_period_end: true, prorate: true }),
      preview,
      done: 'The subscription is canceled.',
    },
    {
      key: 'pause',
      label: 'Pause…',
      roles: finance,
      when: ({ state }) => runs.includes(state),
      rpc: 'pause_subscription',
      once: 'idempotency_key',
      args: ({ id, updated_at }) => ({ subscription_id: id, version: updated_at }),
      ask: {
        reason: requiredReason,
        resume_at: dateTime('Goes on', { help: 'Empty: until somebody resumes it.' }),
        at_period_end: later,
        prorate,
      },
      initial: () => ({ at_period_end: true, prorate: true }),
      preview,
      done: 'The subscription pauses.',
    },
    {
      key: 'resume',
      label: 'Resume…',
      roles: finance,
      when: ({ state, cancel_at_period_end, pause_at_period_end, next_price_id }) =>
        ['paused', 'unpaid', 'incomplete'].includes(state) ||
        (state !== 'canceled' && (cancel_at_period_end || pause_at_period_end || next_price_id !== null)),
      rpc: 'resume_subscription',
      once: 'idempotency_key',
      args: ({ id, updated_at }) => ({ subscription_id: id, version: updated_at }),
      explain: ({ state }) =>
        runs.includes(state)
          ? 'What was scheduled is taken back; it runs on as it is.'
          : 'A period begins now and is billed.',
      preview,
      done: 'The subscription runs on.',
    },
    {
      key: 'unpaid',
      label: 'Mark unpaid…',
      roles: finance,
      danger: true,
      when: ({ state }) => state === 'past_due',
      rpc: 'mark_subscription_unpaid',
      once: 'idempotency_key',
      args: ({ id, updated_at }) => ({ subscription_id: id, version: updated_at }),
      ask: { reason: requiredReason },
      explain: () => 'It counts as lost until it is resumed; nothing more is billed.',
      done: 'The subscription is marked unpaid.',
    },
    {
      key: 'card',
      label: 'Set card…',
      roles: finance,
      when: ({ state }) => state !== 'canceled',
      rpc: 'set_subscription_card',
      once: 'idempotency_key',
      args: ({ id, updated_at }) => ({ subscription_id: id, version: updated_at }),
      ask: { payment_method_id: card },
      initial: ({ payment_method_id }) => ({ payment_method_id }),
      done: 'The card is set.',
    },
  ],
})
