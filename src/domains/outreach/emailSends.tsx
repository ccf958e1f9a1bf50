import { defineResource, embeddedText } from '@/resource/define'
import { code, dateTime, email, options, reading, relation, text } from '@/resource/fields'
import { sendStates } from './states'

export default defineResource({
  table: 'email_sends',
  one: 'email sent',
  about: 'Every email to a lead, from queued to clicked, or skipped with the reason.',
  title: (send) => embeddedText(send, 'lead', 'full_name') || send.to_email,
  secondary: (send) => send.to_email,
  titleColumns: ['to_email'],
  avatar: true,
  fields: {
    lead_id: relation('Lead', {
      table: 'leads',
      embed: 'lead',
      title: 'full_name',
      search: 'search',
      also: ['search'],
      inner: true,
    }),
    to_email: email('To', { sortable: false }),
    subject: text('Subject', { width: 260 }),
    state: options('State', sendStates),
    reason: text('Reason', { width: 150 }),
    sequence_email_id: relation('Step', { table: 'sequence_emails', embed: 'step', title: 'subject' }),
    enrollment_id: relation('Enrollment', {
      table: 'sequence_enrollments',
      embed: 'enrollment',
      title: 'enrolled_at',
    }),
    message_id: code('Message'),
    sequence_id: relation('Sequence', {
      table: 'outreach_sequences',
      embed: 'sequence',
      title: 'name',
      search: 'search',
    }),
    sender_id: relation('Sender', { table: 'outreach_senders', embed: 'sender', title: 'email' }),
    body: reading('Text as it was sent', { heavy: true }),
    queued_at: dateTime('Queued'),
    sent_at: dateTime('Sent'),
    delivered_at: dateTime('Delivered'),
    opened_at: dateTime('Opened'),
    clicked_at: dateTime('Clicked'),
    failed_at: dateTime('Failed'),
  },
  list: {
    columns: ['subject', 'state', 'reason', 'sent_at', 'opened_at', 'queued_at'],
    sort: '-queued_at',
    search: 'lead.search',
    searchHint: 'lead',
    filters: [
      'state',
      'reason',
      'subject',
      'lead_id',
      'sequence_id',
      'sequence_email_id',
      'sender_id',
      'queued_at',
      'sent_at',
      'opened_at',
      'clicked_at',
    ],
    views: [
      { name: 'Bounced and complained', urlQuery: 'state=any:bounced,complained' },
      { name: 'Not sent', urlQuery: 'state=any:failed,skipped' },
    ],
  },
  detail: {
    sections: [
      {
        fields: [
          'lead_id',
          'to_email',
          'subject',
          'state',
          'reason',
          'sequence_email_id',
          'enrollment_id',
          'sender_id',
          'message_id',
        ],
      },
      { title: 'Text', fields: ['body'] },
      {
        title: 'Times',
        fields: ['queued_at', 'sent_at', 'delivered_at', 'opened_at', 'clicked_at', 'failed_at'],
      },
    ],
    related: [{ table: 'outreach_responses', by: 'email_send_id' }],
  },
})
