import { defineResource, embeddedText } from '@/resource/define'
import { code, dated, longText, money, relation } from '@/resource/fields'
import { anyMember, staffMember } from '../member'

export default defineResource({
  table: 'refunds',
  one: 'refund',
  about: 'Money that went back, each with a number of its own. Refunds are made from the payment.',
  title: (refund) => refund.number,
  secondary: (refund) => embeddedText(refund, 'member', 'display_name'),
  titleColumns: ['number'],
  fields: {
    number: code('Number'),
    payment_id: relation('Payment', {
      table: 'payments',
      embed: 'payment',
      title: 'reference',
      search: 'search',
    }),
    user_id: anyMember(),
    currency: code('Currency', { width: 92 }),
    amount_minor: money('Amount', { sortable: false }),
    from_credit_minor: money('Out of credit', { sortable: false }),
    provider_reference: code('Provider’s reference'),
    reason: longText('Why'),
    recorded_by: staffMember('Recorded by', 'recorder'),
    refunded_at: dated('Paid back'),
  },
  list: {
    columns: ['number', 'payment_id', 'user_id', 'amount_minor', 'reason', 'refunded_at'],
    sort: '-refunded_at',
    search: 'search',
    searchHint: 'number or reason',
    filters: ['currency', 'amount_minor', 'payment_id', 'user_id', 'recorded_by', 'refunded_at'],
  },
  detail: {
    sections: [
      {
        fields: [
          'payment_id',
          'user_id',
          'amount_minor',
          'from_credit_minor',
          'provider_reference',
          'reason',
          'refunded_at',
          'recorded_by',
        ],
      },
    ],
  },
})
