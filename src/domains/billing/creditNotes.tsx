import { defineResource, embeddedText } from '@/resource/define'
import { code, dated, longText, money, relation } from '@/resource/fields'
import { Row } from '@/ui/layout'
import { anyMember, staffMember } from '../member'
import { DocumentLink } from './InvoiceParts'
import { MemberAccountLink } from './MemberAccountLink'
import { taxesByRate } from './taxes'

export default defineResource({
  table: 'credit_notes',
  one: 'credit note',
  about:
    'Numbered documents that take back part of an invoice or all of it. They are issued from the invoice.',
  title: (note) => note.number,
  secondary: (note) => embeddedText(note, 'invoice', 'billing_name'),
  titleColumns: ['number'],
  fields: {
    number: code('Number'),
    invoice_id: relation('Invoice', {
      table: 'invoices',
      embed: 'invoice',
      title: 'number',
      search: 'search',
      also: ['billing_name'],
    }),
    user_id: anyMember(),
    currency: code('Currency', { width: 92 }),
    net_minor: money('Net', { sortable: false }),
    tax_minor: money('Tax', { sortable: false }),
    total_minor: money('Total', { sortable: false }),
    applied_minor: money('Off what was due', { sortable: false }),
    reason: longText('Why'),
    taxes: taxesByRate('Tax by rate'),
    issued_by: staffMember('Issued by', 'issuer'),
    issued_at: dated('Issued'),
  },
  list: {
    columns: ['number', 'invoice_id', 'total_minor', 'applied_minor', 'reason', 'issued_at'],
    sort: '-issued_at',
    search: 'search',
    searchHint: 'number or reason',
    filters: ['currency', 'total_minor', 'invoice_id', 'user_id', 'issued_by', 'issued_at'],
  },
  detail: {
    extra: ({ row }) => (
      <Row as="section" gap={8} wrap className="record-section">
        <DocumentLink kind="credit-note" id={row.id} />
        {row.user_id ? <MemberAccountLink id={row.user_id} /> : null}
      </Row>
    ),
    sections: [
      {
        fields: [
          'invoice_id',
          'user_id',
          'net_minor',
          'tax_minor',
          'total_minor',
          'applied_minor',
          'taxes',
          'reason',
          'issued_at',
          'issued_by',
        ],
      },
    ],
  },
})
