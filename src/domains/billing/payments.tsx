import { defineResource, embeddedText } from '@/resource/define'
import { code, dated, flag, money, moneyText, options, relation, text } from '@/resource/fields'
import { anyMember, staffMember } from '../member'
import { PaymentLinks, PaymentParts } from './PaymentParts'
import { MemberCredit, refundFields } from './shared/refundFields'
import { paymentWays } from './states'

export default defineResource({
  table: 'payments',
  one: 'payment',
  about: 'Money that came in: how much of it went to which invoices, and what is still unallocated.',
  title: (payment) => moneyText(payment.amount_minor, payment.currency),
  secondary: (payment) => embeddedText(payment, 'member', 'display_name') || payment.reference,
  titleColumns: ['amount_minor', 'currency', 'reference'],
  fields: {
    user_id: anyMember(['search']),
    amount_minor: money('Amount'),
    allocated_minor: money('Allocated', { sortable: false }),
    unallocated_minor: money('Unallocated', { sortable: false }),
    is_unallocated: flag('Something left'),
    refunded_minor: money('Paid back', { sortable: false }),
    currency: code('Currency', { width: 92 }),
    method: options('Method', paymentWays),
    reference: text('Reference'),
    provider: text('Provider'),
    provider_reference: code('Provider’s reference'),
    payment_method_id: relation(
      'Card',
      { table: 'payment_methods', embed: 'card', title: 'last4' },
      { width: 100 },
    ),
    recorded_by: staffMember('Recorded by', 'recorder'),
    paid_at: dated('Received'),
    booked_at: dated('Recorded'),
  },
  list: {
    columns: ['amount_minor', 'user_id', 'unallocated_minor', 'method', 'reference', 'paid_at'],
    sort: '-paid_at',
    search: 'search',
    searchHint: 'method or reference',
    above: PaymentLinks,
    filters: [
      'method',
      'currency',
      'amount_minor',
      'unallocated_minor',
      'is_unallocated',
      'refunded_minor',
      'user_id',
      'reference',
      'provider_reference',
      'recorded_by',
      'paid_at',
    ],
    views: [{ name: 'Unallocated', urlQuery: 'is_unallocated=is:true' }],
  },
  detail: {
    extra: PaymentParts,
    sections: [
      { fields: ['amount_minor', 'allocated_minor', 'unallocated_minor', 'refunded_minor', 'user_id'] },
      {
        title: 'How it came',
        fields: [
          'method',
          'reference',
          'provider',
          'provider_reference',
          'payment_method_id',
          'paid_at',
          'booked_at',
          'recorded_by',
        ],
      },
    ],
    related: [
      {
        table: 'invoice_payments',
        by: 'payment_id',
        title: 'Went to',
        columns: ['invoice_id', 'booked_at', 'recorded_by'],
      },
      { table: 'refunds', by: 'payment_id', title: 'Paid back' },
    ],
  },
  actions: [
    {
      key: 'refund',
      label: 'Refund…',
      roles: ['finance'],
      danger: true,
      when: (payment) => payment.refunded_minor < payment.amount_minor,
      rpc: 'refund_payment',
      once: 'idempotency_key',
      args: (payment) => ({ payment_id: payment.id, version: payment.updated_at }),
      ask: refundFields,
      initial: (payment) => ({ amount_minor: payment.unallocated_minor || null }),
      explain: (payment) => (
        <>
          {moneyText(payment.unallocated_minor ?? 0, payment.currency)} is unallocated; more comes out of the
          member’s credit. What settled an invoice is credited on that invoice first.
          <MemberCredit of={payment} />
        </>
      ),
      done: 'The refund is recorded.',
    },
    {
      key: 'hold',
      label: 'Hold as credit…',
      roles: ['finance'],
      when: (payment) => payment.user_id !== null && (payment.unallocated_minor ?? 0) > 0,
      rpc: 'hold_payment',
      once: 'idempotency_key',
      args: (payment) => ({ payment_id: payment.id, version: payment.updated_at }),
      ask: { amount_minor: { ...money('Amount'), required: true } },
      initial: (payment) => ({ amount_minor: payment.unallocated_minor }),
      explain: (payment) => (
        <>
          It becomes the member’s credit and can pay later invoices.
          <MemberCredit of={payment} />
        </>
      ),
      done: 'It is held as the member’s credit.',
    },
  ],
})
