import { defineResource, embedded, embeddedText } from '@/resource/define'
import { dated, money, moneyText, options, relation, text } from '@/resource/fields'
import { staffMember } from '../member'
import { requiredReason } from './shared/requiredReason'
import { paymentWays } from './states'

export default defineResource({
  table: 'invoice_payments',
  one: 'payment',
  about: 'What of each payment went to which invoice. A payment is recorded from the invoice.',
  title: (payment) => moneyText(payment.amount_minor, payment.currency),
  secondary: (payment) => embeddedText(payment, 'invoice', 'billing_name'),
  titleColumns: ['amount_minor', 'currency'],
  fields: {
    invoice_id: relation('Invoice', {
      table: 'invoices',
      embed: 'invoice',
      title: 'number',
      search: 'search',
      also: ['billing_name', 'state', 'updated_at'],
    }),
    amount_minor: money('Amount', { sortable: false }),
    currency: text('Currency', { width: 92 }),
    payment_id: relation('Payment', { table: 'payments', embed: 'payment', title: 'reference' }),
    booked_at: dated('Booked'),
    method: options('Method', paymentWays),
    reference: text('Reference'),
    payment_method_id: relation(
      'Card',
      { table: 'payment_methods', embed: 'card', title: 'last4' },
      { width: 100 },
    ),
    recorded_by: staffMember('Recorded by', 'recorder'),
    paid_at: dated('Received'),
  },
  list: {
    columns: ['amount_minor', 'invoice_id', 'method', 'reference', 'recorded_by', 'paid_at'],
    sort: '-paid_at',
    search: 'search',
    searchHint: 'method or reference',
    filters: ['method', 'currency', 'amount_minor', 'invoice_id', 'reference', 'recorded_by', 'paid_at'],
  },
  detail: {
    sections: [
      {
        fields: [
          'invoice_id',
          'payment_id',
          'amount_minor',
          'currency',
          'method',
          'reference',
          'payment_method_id',
          'recorded_by',
          'paid_at',
          'booked_at',
        ],
      },
    ],
  },
  actions: [
    {
      key: 'release',
      label: 'Take off the invoice…',
      roles: ['finance'],
      danger: true,
      // A payment cannot be removed from an invoice that is paid in full.
      when: (payment) =>
        payment.payment_id !== null &&
        payment.amount_minor > 0 &&
        ['open', 'uncollectible'].includes(String(embedded(payment, 'invoice')?.state)),
      rpc: 'release_payment',
      once: 'idempotency_key',
      args: (payment) => ({
        payment_id: payment.payment_id ?? '',
        invoice_id: payment.invoice_id,
        version: String(embedded(payment, 'invoice')?.updated_at),
      }),
      ask: { amount_minor: { ...money('Amount'), required: true }, reason: requiredReason },
      initial: ({ amount_minor }) => ({ amount_minor }),
      explain: () => 'It is due on the invoice again, and the payment can be allocated elsewhere.',
      done: 'The payment is taken off the invoice.',
    },
  ],
})
