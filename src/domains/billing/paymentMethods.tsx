import { defineResource, embeddedText } from '@/resource/define'
import { code, dateTime, flag, number, options } from '@/resource/fields'
import { listedMember } from '../member'

export default defineResource({
  table: 'payment_methods',
  one: 'payment method',
  about: 'The cards members pay with: brand, last four digits and expiry, never the number.',
  may: { edit: ['finance'], delete: ['finance'] },
  title: (card) => `${card.brand.charAt(0).toUpperCase()}${card.brand.slice(1)} •••• ${card.last4}`,
  secondary: (card) => embeddedText(card, 'member', 'display_name'),
  titleColumns: ['brand', 'last4'],
  fields: {
    user_id: listedMember(),
    brand: options('Brand', {
      visa: undefined,
      mastercard: undefined,
      amex: ['American Express'],
      discover: undefined,
      diners: ['Diners Club'],
      jcb: ['JCB'],
      unionpay: ['UnionPay'],
      other: undefined,
    }),
    last4: code('Last four', { width: 92 }),
    exp_month: number('Month', { width: 80 }),
    exp_year: number('Expires in', {
      width: 100,
      show: (value, row) => (
        <span className="tabular">{`${String(row.exp_month).padStart(2, '0')}/${value}`}</span>
      ),
    }),
    is_default: flag('Default'),
    created_at: dateTime('Added'),
    updated_at: dateTime('Changed'),
  },
  list: {
    columns: ['user_id', 'exp_year', 'is_default', 'created_at'],
    sort: '-created_at',
    search: 'member.search',
    searchHint: 'member',
    filters: ['brand', 'last4', 'exp_year', 'exp_month', 'is_default', 'user_id', 'created_at'],
  },
  detail: {
    sections: [{ fields: ['user_id', 'brand', 'last4', 'exp_year', 'is_default', 'created_at'] }],
    related: [
      { table: 'user_subscriptions', by: 'payment_method_id' },
      { table: 'invoice_payments', by: 'payment_method_id' },
    ],
  },
  form: { sections: [{ fields: ['exp_month', 'exp_year', 'is_default'] }] },
})
