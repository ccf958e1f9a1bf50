import { defineResource, embeddedText } from '@/resource/define'
import { code, dateTime, money, number, relation, text } from '@/resource/fields'

export default defineResource({
  table: 'invoice_line_items',
  one: 'line',
  about: 'What an invoice is made of. Lines are written while it is a draft.',
  may: { create: ['finance'], edit: ['finance'], delete: ['finance'] },
  title: (line) => line.description,
  secondary: (line) => embeddedText(line, 'invoice', 'number'),
  titleColumns: ['description'],
  fields: {
    invoice_id: relation('Invoice', {
      table: 'invoices',
      embed: 'invoice',
      title: 'number',
      search: 'search',
      also: ['state', 'currency', 'billing_name'],
      name: (invoice) => String(invoice.number ?? `Draft for ${invoice.billing_name}`),
      // Only lines of draft invoices can change.
      only: [{ field: 'state', operator: 'eq', value: 'draft' }],
      inner: true,
    }),
    position: number('Place', { width: 72, sortable: true, help: 'Left empty, the next free one.' }),
    description: text('Description', { wide: true }),
    quantity: number('Quantity'),
    unit_minor: money('Unit price', { sum: false }),
    amount_minor: money('Amount'),
    discount_minor: money('Discount', { sortable: false }),
    currency: code('Currency', { width: 92 }),
    tax_rate: number('Tax rate', { unit: '%', sortable: false }),
    tax_name: text('Tax', { help: 'As printed, such as VAT' }),
    tax_jurisdiction: code('Where taxed', { width: 110, help: 'ISO code, such as DE or US-NY' }),
    created_at: dateTime('Added'),
    updated_at: dateTime('Changed'),
  },
  list: {
    columns: ['description', 'invoice_id', 'quantity', 'unit_minor', 'amount_minor', 'created_at'],
    sort: '-created_at',
    search: 'search',
    searchHint: 'description',
    filters: ['invoice_id', 'description', 'quantity', 'unit_minor', 'amount_minor', 'created_at'],
  },
  detail: {
    sections: [
      {
        fields: [
          'invoice_id',
          'position',
          'description',
          'quantity',
          'unit_minor',
          'amount_minor',
          'discount_minor',
          'tax_rate',
          'tax_name',
          'tax_jurisdiction',
        ],
      },
    ],
  },
  form: {
    sections: [
      { fields: ['invoice_id', 'position', 'description', 'quantity', 'unit_minor', 'discount_minor'] },
      { title: 'Tax', fields: ['tax_rate', 'tax_name', 'tax_jurisdiction'] },
    ],
    createOnly: ['invoice_id'],
    fixed: (line) =>
      (line as { invoice?: { state?: string } }).invoice?.state === 'draft'
        ? undefined
        : 'The lines of an issued invoice are fixed.',
  },
  deletable: (line) => (line as { invoice?: { state?: string } }).invoice?.state === 'draft',
})
