import { defineResource } from '@/resource/define'
import {
  code,
  dateTime,
  flag,
  json,
  longText,
  money,
  moneyText,
  number,
  options,
  programName,
  text,
} from '@/resource/fields'
import { requiredReason } from './shared/requiredReason'

export default defineResource({
  table: 'subscription_plans',
  one: 'plan',
  about: 'What members can subscribe to: one row for each plan, currency and interval.',
  may: { create: ['finance'], edit: ['finance'] },
  title: (plan) => plan.name,
  secondary: (plan) => `${plan.currency}, ${plan.billing_interval === 'year' ? 'yearly' : 'monthly'}`,
  titleColumns: ['name', 'currency', 'billing_interval'],
  fields: {
    name: text('Name'),
    code: programName('Name in the app', {
      width: 140,
      help: 'Small letters; the same for a plan in all its currencies and intervals.',
    }),
    description: longText('Description'),
    billing_interval: options('Interval', { month: ['Monthly'], year: ['Yearly'] }, { width: 100 }),
    currency: code('Currency', { width: 92, help: 'ISO code, such as EUR' }),
    amount_minor: money('Price', { sum: false }),
    trial_days: number('Trial', { unit: 'd' }),
    features: json('What it offers', { document: { like: [''] }, help: 'One a line.' }),
    limits: json('Limits a month', {
      help: 'How often each feature may be used.',
      whenNull: 'Without limit',
      document: { kinds: ['number', 'none'], whenNull: 'Without limit' },
    }),
    active: flag('On sale', { help: 'A retired plan takes no new subscriptions; running ones go on.' }),
    position: number('Place', { width: 80 }),
    created_at: dateTime('Added'),
    updated_at: dateTime('Changed'),
  },
  list: {
    columns: ['name', 'code', 'amount_minor', 'trial_days', 'active', 'position', 'updated_at'],
    sort: 'position',
    search: 'search',
    searchHint: 'name or code',
    filters: ['active', 'currency', 'billing_interval', 'code', 'amount_minor', 'trial_days'],
  },
  detail: {
    sections: [
      { fields: ['amount_minor', 'billing_interval', 'trial_days', 'active', 'code', 'description'] },
      { title: 'Contents', fields: ['features', 'limits'] },
    ],
    related: [
      { table: 'plan_prices', by: 'plan_id', title: 'Prices', sort: '-version' },
      { table: 'user_subscriptions', by: 'plan_id' },
    ],
  },
  form: {
    sections: [
      {
        fields: [
          'name',
          'code',
          'billing_interval',
          'currency',
          'amount_minor',
          'trial_days',
          'active',
          'position',
          'description',
        ],
      },
      { title: 'Contents', fields: ['features', 'limits'] },
    ],
    createOnly: ['code', 'currency', 'billing_interval', 'amount_minor'],
    initial: { currency: 'EUR', billing_interval: 'month', features: [], limits: {} },
  },
  actions: [
    {
      key: 'price',
      label: 'Change price…',
      roles: ['finance'],
      when: (plan) => plan.active,
      rpc: 'set_plan_price',
      once: 'idempotency_key',
      args: (plan) => ({ plan_id: plan.id, version: plan.updated_at }),
      ask: {
        amount_minor: { ...money('New price'), required: true },
        reason: requiredReason,
      },
      explain: (plan) =>
        `It costs ${moneyText(plan.amount_minor, plan.currency)} now. Whoever subscribes from now on pays the new price; running subscriptions go on paying theirs.`,
      done: 'The price is changed for new subscriptions.',
    },
  ],
})
