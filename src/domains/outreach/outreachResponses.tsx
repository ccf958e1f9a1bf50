import { defineResource, embeddedText } from '@/resource/define'
import { dateTime, longText, options, relation, text } from '@/resource/fields'

const handler = relation(
  'Handled by',
  { table: 'staff_members', embed: 'handler', title: 'full_name' },
  { width: 140 },
)

export default defineResource({
  table: 'outreach_responses',
  one: 'reply',
  about:
    'What leads answered. A reply ends the sequence for that lead; “unsubscribe” suppresses the address.',
  may: { create: ['growth'], edit: ['growth'] },
  title: (reply) => embeddedText(reply, 'lead', 'full_name') || 'Reply',
  secondary: (reply) => reply.subject,
  titleColumns: ['subject'],
  avatar: true,
  fields: {
    lead_id: relation('Lead', {
      table: 'leads',
      embed: 'lead',
      title: 'full_name',
      search: 'search',
      also: ['email'],
    }),
    email_send_id: relation('Answers', { table: 'email_sends', embed: 'send', title: 'subject' }),
    sequence_id: relation('Sequence', {
      table: 'outreach_sequences',
      embed: 'sequence',
      title: 'name',
      search: 'search',
    }),
    sequence_email_id: relation('Step', { table: 'sequence_emails', embed: 'step', title: 'subject' }),
    variant_id: relation('Variant', { table: 'sequence_variants', embed: 'variant', title: 'subject' }),
    sender_id: relation('Sender', { table: 'outreach_senders', embed: 'sender', title: 'email' }),
    source_id: relation('Source', {
      table: 'lead_sources',
      embed: 'source',
      title: 'name',
      search: 'search',
    }),
    channel: options('Channel', { email: undefined, phone: undefined, social: undefined }, { width: 96 }),
    subject: text('Subject'),
    body: longText('Reply'),
    sentiment: options('Sentiment', { positive: 'green', neutral: 'grey', negative: 'red' }, { width: 112 }),
    intent: options(
      'Intent',
      {
        interested: 'green',
        question: 'blue',
        later: 'amber',
        not_interested: 'grey',
        unsubscribe: 'red',
        out_of_office: ['Out of office', 'grey'],
        other: 'grey',
      },
      { width: 140 },
    ),
    handled_by: handler,
    handled_at: dateTime('Handled'),
    handling_note: longText('Note'),
    received_at: dateTime('Received'),
  },
  list: {
    columns: ['intent', 'sentiment', 'body', 'handled_by', 'handled_at', 'received_at'],
    sort: '-received_at',
    search: 'search',
    searchHint: 'subject or text',
    filters: [
      ...(['handled_at', 'intent', 'sentiment', 'channel', 'handled_by', 'lead_id'] as const),
      ...(['sequence_id', 'sequence_email_id', 'variant_id', 'sender_id', 'source_id'] as const),
      ...(['received_at', 'body'] as const),
    ],
    views: [{ name: 'Unanswered', urlQuery: 'handled_at=empty&sort=received_at' }],
    bulk: [
      {
        key: 'handled',
        label: 'Mark handled…',
        roles: ['growth'],
        shortcut: 'h',
        ask: { note: longText('Note') },
        call: { rpc: 'handle_response', key: 'response_id' },
        explain: 'Signed by you, now. One that was handled already is left as it is.',
        done: 'marked as handled',
      },
    ],
  },
  detail: {
    sections: [
      { fields: ['body'] },
      { fields: ['lead_id', 'email_send_id', 'intent', 'sentiment', 'channel', 'received_at'] },
      {
        title: 'What it answers',
        fields: ['sequence_id', 'sequence_email_id', 'variant_id', 'sender_id', 'source_id'],
      },
      { title: 'Handling', fields: ['handled_by', 'handled_at', 'handling_note'] },
    ],
  },
  form: {
    sections: [
      { fields: ['lead_id', 'channel', 'subject', 'body', 'intent', 'sentiment'] },
      { title: 'Handling', fields: ['handling_note'] },
    ],
    createOnly: ['lead_id', 'channel', 'subject', 'body'],
    create: {
      rpc: 'record_response',
      args: ({ lead_id, channel, subject, body, intent, sentiment }) => ({
        lead_id,
        channel,
        subject,
        body,
        intent,
        sentiment,
      }),
    },
  },
  actions: [
    {
      key: 'handled',
      label: 'Mark handled…',
      roles: ['growth'],
      when: (reply) => reply.handled_at === null,
      rpc: 'handle_response',
      args: (reply) => ({ response_id: reply.id }),
      ask: { note: longText('Note') },
      explain: () => 'Signed by you, now.',
      done: 'The reply is handled.',
    },
  ],
})
