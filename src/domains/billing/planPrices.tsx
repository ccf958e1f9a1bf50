import { defineResource, embeddedText } from '@/resource/define'
import { dated, longText, money, moneyText, number, options, relation, text } from '@/resource/fields'
import { staffMember } from '../member'
import { intervals, planName } from './states'

export default defineResource({
  table: 'plan_prices',
  one: 'price',
  about: 'What each plan cost, version by version. A price never changes; a new one takes its place.',
  title: (price) => moneyText(price.amount_minor, price.currency),
  secondary: (price) => embeddedText(price, 'plan', 'name'),
  titleColumns: ['amount_minor', 'currency'],
  fields: {
    plan_id: relation('Plan', {
      table: 'subscription_plans',
      embed: 'plan',
      title: 'name',
      search: 'search',
      also: ['currency', 'billing_interval', 'amount_minor'],
      name: planName,
    }),
    version: number('Version', { width: 90 }),
    amount_minor: money('Price', { sortable: false, sum: false }),
    currency: text('Currency', { width: 92 }),
    billing_interval: options('Interval', intervals),
    valid_from: dated('From'),
    valid_until: dated('Until'),
    reason: longText('Why'),
    created_by: staffMember('Set by', 'setter'),
  },
  list: {
    columns: ['amount_minor', 'plan_id', 'version', 'valid_from', 'valid_until', 'reason'],
    sort: '-valid_from',
    filters: ['plan_id', 'currency', 'billing_interval', 'amount_minor', 'valid_from', 'valid_until'],
  },
  detail: {
    sections: [
      {
        fields: [
          'plan_id',
          'version',
          'amount_minor',
          'billing_interval',
          'valid_from',
          'valid_until',
          'reason',
          'created_by',
        ],
      },
    ],
  },
})
