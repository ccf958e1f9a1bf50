import { lazy } from 'react'
import { defineResource } from '@/resource/define'
import { humanize } from '@/resource/field'
import {
  calendarDay,
  code,
  dated,
  dateTime,
  email,
  longText,
  money,
  moneyText,
  number,
  options,
  relation,
  text,
} from '@/resource/fields'
import type { TableRow } from '@/supabase/rows'
import { anyMember } from '../member'
import { DueOn } from './DueOn'
import { InvoiceLinks, InvoiceParts } from './InvoiceParts'
import { utcDay } from './shared/days'
import { MemberCredit, refundFields } from './shared/refundFields'
import { requiredReason } from './shared/requiredReason'
import { invoiceStates, paymentWays } from './states'

const IssueDialog = lazy(() => import('./IssueDialog'))

/**
 * Every action on an invoice sends its id, the version that
 * was seen, and an idempotency key, so that it happens once.
 */
const once = {
  once: 'idempotency_key',
  args: (invoice: TableRow<'invoices'>) => ({ invoice_id: invoice.id, version: invoice.updated_at }),
} as const
const issued = 'An issued invoice is not rewritten. Void it and issue another.'

export default defineResource({
  table: 'invoices',
  one: 'invoice',
  about: 'What members were billed. Subscriptions make most of them; you can also write one by hand.',
  may: { create: ['finance'], edit: ['finance'], delete: ['finance'] },
  title: (invoice) => invoice.number ?? 'Draft',
  secondary: (invoice) => invoice.billing_name,
  titleColumns: ['number', 'billing_name'],
  fields: {
    number: code('Number'),
    billing_name: text('Billed to'),
    billing_email: email('Email'),
    billing_country: code('Country', { width: 84, help: 'ISO code, such as DE' }),
    billing_address: longText('Address'),
    billing_tax_id: code('Tax id'),
    state: options('State', invoiceStates),
    currency: code('Currency', { width: 92, help: 'ISO code, such as EUR' }),
    subtotal_minor: money('Subtotal'),
    discount_minor: money('Discount', { sortable: false }),
    tax_minor: money('Tax'),
    total_minor: money('Total'),
    paid_minor: money('Paid'),
    credited_minor: money('Credited', { sortable: false }),
    due_minor: money('Still due'),
    user_id: anyMember(),
    subscription_id: relation(
      'Subscription',
      {
        table: 'user_subscriptions',
        embed: 'subscription',
        title: 'state',
        name: (other) => humanize(String(other.state)),
      },
      { input: undefined },
    ),
    period_start: calendarDay('Period from'),
    period_end: calendarDay('Period until'),
    issued_at: dated('Issued'),
    due_on: calendarDay('Due on', { width: 196, show: (_day, invoice) => <DueOn invoice={invoice} /> }),
    paid_at: dated('Paid on'),
    closed_at: dated('Closed'),
    voided_at: dated('Void since'),
    written_off_at: dated('Written off'),
    closed_reason: longText('Why closed'),
    reminder_level: number('Reminded, level', { width: 110 }),
    promised_on: calendarDay('Promised for'),
    memo: longText('Memo', { help: 'Printed on the invoice.' }),
    note: longText('Note', { help: 'For us, never printed.' }),
    created_at: dateTime('Created'),
    updated_at: dateTime('Changed'),
  },
  list: {
    columns: ['number', 'state', 'total_minor', 'paid_minor', 'due_minor', 'due_on', 'issued_at'],
    sort: '-created_at',
    search: 'search',
    searchHint: 'number, name or email',
    above: InvoiceLinks,
    filters: [
      'state',
      'currency',
      'total_minor',
      'due_minor',
      'due_on',
      'issued_at',
      'paid_at',
      'user_id',
      'billing_country',
      'billing_name',
      'billing_email',
      'number',
      'subscription_id',
      'reminder_level',
      'promised_on',
    ],
    bulk: [
      {
        key: 'issue',
        label: 'Issue drafts…',
        roles: ['finance'],
        done: 'issued',
        dialog: IssueDialog,
      },
    ],
    views: [
      { name: 'Drafts', urlQuery: 'state=any:draft' },
      { name: 'Outstanding', urlQuery: 'state=any:open&sort=due_on' },
      { name: 'Due and overdue', urlQuery: 'state=any:open&due_on=last:9999d&sort=due_on' },
      { name: 'Overdue', urlQuery: 'state=any:open&due_on=ago:1d&sort=due_on' },
      { name: 'Paid', urlQuery: 'state=any:paid&sort=-paid_at' },
      { name: 'Written off', urlQuery: 'state=any:uncollectible' },
    ],
  },
  detail: {
    sections: [
      {
        fields: [
          'state',
          'total_minor',
          'paid_minor',
          'credited_minor',
          'due_minor',
          'due_on',
          'issued_at',
          'paid_at',
          'voided_at',
          'written_off_at',
          'closed_reason',
          'reminder_level',
          'promised_on',
        ],
      },
      {
        title: 'Billed to',
        fields: [
          'billing_name',
          'billing_email',
          'billing_address',
          'billing_country',
          'billing_tax_id',
          'user_id',
          'subscription_id',
        ],
      },
      {
        title: 'Sums',
        fields: [
          'currency',
          'subtotal_minor',
          'discount_minor',
          'tax_minor',
          'period_start',
          'period_end',
          'memo',
          'note',
        ],
      },
    ],
    extra: InvoiceParts,
    related: [
      {
        table: 'invoice_line_items',
        by: 'invoice_id',
        title: 'Lines',
        canAdd: (invoice) => invoice.state === 'draft',
        sort: 'position',
        initial: (invoice) => ({ currency: invoice.currency }),
        columns: ['quantity', 'unit_minor', 'discount_minor', 'tax_rate', 'amount_minor'],
      },
      {
        table: 'invoice_payments',
        by: 'invoice_id',
        title: 'Payments',
        columns: ['method', 'reference', 'recorded_by', 'paid_at'],
      },
      { table: 'credit_notes', by: 'invoice_id', columns: ['total_minor', 'reason', 'issued_at'] },
    ],
  },
  form: {
    sections: [
      {
        fields: [
          'user_id',
          'billing_name',
          'billing_email',
          'billing_country',
          'billing_address',
          'billing_tax_id',
          'currency',
        ],
      },
      { title: 'Contents', fields: ['period_start', 'period_end', 'memo', 'note'] },
    ],
    createOnly: ['currency', 'user_id'],
    initial: { currency: 'EUR' },
    fixed: (invoice) => (invoice.state === 'draft' ? undefined : issued),
  },
  deletable: (invoice) => invoice.state === 'draft',
  actions: [
    {
      key: 'issue',
      label: 'Issue…',
      roles: ['finance'],
      when: (invoice) => invoice.state === 'draft',
      rpc: 'issue_invoice',
      ...once,
      ask: { due_on: calendarDay('Due on', { help: 'Two weeks from today where it stays empty.' }) },
      initial: (invoice) => ({ due_on: invoice.due_on }),
      explain: (invoice) =>
        `Gives the invoice its number and makes it payable: ${moneyText(invoice.total_minor ?? 0, invoice.currency)}. Its lines and sums are fixed from then on.`,
      done: 'The invoice is issued.',
    },
    {
      key: 'pay',
      label: 'Record payment…',
      roles: ['finance'],
      when: (invoice) => invoice.state === 'open' || invoice.state === 'uncollectible',
      rpc: 'record_payment',
      ...once,
      ask: {
        amount_minor: { ...money('Amount'), required: true },
        method: { ...options('Method', paymentWays), required: true },
        reference: text('Reference', { help: 'Such as the bank’s transaction number' }),
        paid_at: { ...dateTime('Received'), required: true },
      },
      initial: (invoice) => ({
        amount_minor: invoice.due_minor,
        method: 'bank_transfer',
        paid_at: new Date().toISOString(),
      }),
      explain: (invoice) => (
        <>
          {`${moneyText(invoice.due_minor ?? 0, invoice.currency)} of ${moneyText(invoice.total_minor ?? 0, invoice.currency)} is still due.`}
          <MemberCredit of={invoice} />
        </>
      ),
      done: 'The payment is recorded.',
    },
    {
      key: 'remind',
      label: 'Record reminder…',
      roles: ['finance'],
      when: (invoice) => invoice.state === 'open' && (invoice.due_on ?? '9') < utcDay(new Date()),
      rpc: 'remind_invoice',
      ...once,
      ask: {
        level: { ...number('Level', { digits: 0, help: '1 to 3, one after the other.' }), required: true },
        promised_on: calendarDay('Promised for', { help: 'The day for which payment was promised, if any.' }),
        note: longText('Note', { help: 'Whom you reached, and how.' }),
      },
      // Another reminder keeps a promised date that has not passed yet.
      initial: ({ reminder_level, promised_on }) => ({
        level: Math.min(3, reminder_level + 1),
        promised_on: promised_on && promised_on >= utcDay(new Date()) ? promised_on : null,
      }),
      explain: (invoice) =>
        `Writes down that you reminded ${invoice.billing_name} of ${moneyText(invoice.due_minor ?? 0, invoice.currency)}. The console sends nothing itself: the letter is under “What happened”. Once a day at the most.`,
      done: 'The reminder is recorded.',
    },
    {
      key: 'void',
      label: 'Void…',
      roles: ['finance'],
      danger: true,
      when: (invoice) =>
        (invoice.state === 'open' || invoice.state === 'uncollectible') && invoice.paid_minor === 0,
      rpc: 'void_invoice',
      ...once,
      ask: { reason: requiredReason },
      explain: () =>
        'The invoice keeps its number and nothing is owed on it any more. This cannot be taken back.',
      done: 'The invoice is void.',
    },
    {
      key: 'write-off',
      label: 'Write off…',
      roles: ['finance'],
      danger: true,
      when: (invoice) => invoice.state === 'open',
      rpc: 'write_off_invoice',
      ...once,
      ask: { reason: requiredReason },
      explain: (invoice) =>
        `${moneyText(invoice.due_minor ?? 0, invoice.currency)} is not expected any more. A payment can still be recorded if it comes.`,
      done: 'The invoice is written off.',
    },
    {
      key: 'credit',
      label: 'Credit…',
      roles: ['finance'],
      danger: true,
      when: (invoice) => ['open', 'paid', 'uncollectible'].includes(invoice.state),
      rpc: 'credit_invoice',
      ...once,
      ask: refundFields,
      explain: (invoice) => (
        <>
          {invoice.state === 'paid'
            ? 'Issues a credit note, tax included. The amount becomes the member’s credit, from which it can be paid back.'
            : `Issues a credit note, tax included: first off the ${moneyText(invoice.due_minor ?? 0, invoice.currency)} that is due, the rest becomes the member’s credit.`}
          <MemberCredit of={invoice} />
        </>
      ),
      done: 'The credit note is issued.',
    },
    {
      key: 'extend',
      label: 'Give more time…',
      roles: ['finance'],
      when: (invoice) => invoice.state === 'open',
      rpc: 'extend_due_date',
      ...once,
      ask: {
        due_on: { ...calendarDay('Due on'), required: true },
        reason: requiredReason,
      },
      done: 'The invoice is due later.',
    },
  ],
})
