import { defineResource } from '@/resource/define'
import { dateTime, email, longText, number, options, relation, text } from '@/resource/fields'

export default defineResource({
  table: 'outreach_sequences',
  one: 'sequence',
  about:
    'A series of emails that leads are enrolled in. It stops for a lead who answers, bounces or unsubscribes.',
  may: { create: ['growth'], edit: ['growth'], delete: ['growth'] },
  title: (sequence) => sequence.name,
  titleColumns: ['name'],
  fields: {
    name: text('Name'),
    description: longText('Description'),
    state: options('State', { draft: 'grey', active: 'green', paused: 'amber', archived: 'grey' }),
    from_name: text('From name', { width: 150 }),
    from_email: email('From address'),
    reply_to: email('Replies to'),
    postal_address: longText('Postal address', { help: 'Stands in every email: CAN-SPAM asks for it.' }),
    daily_cap: number('Emails a day', { width: 112, help: 'At most this many a day' }),
    send_from: text('Sends from', { width: 100, input: 'time', filter: 'none' }),
    send_until: text('Sends until', { width: 100, input: 'time', filter: 'none' }),
    time_zone: text('Time zone', { width: 130, help: 'Such as Europe/Berlin' }),
    owner_id: relation('Owner', {
      table: 'staff_members',
      embed: 'owner',
      title: 'full_name',
      key: 'user_id',
    }),
    activated_at: dateTime('Activated'),
    created_at: dateTime('Added'),
    updated_at: dateTime('Changed'),
  },
  list: {
    columns: ['name', 'state', 'from_email', 'daily_cap', 'owner_id', 'activated_at', 'created_at'],
    sort: '-created_at',
    search: 'search',
    searchHint: 'name or description',
    filters: ['state', 'owner_id', 'from_email', 'daily_cap', 'activated_at', 'created_at'],
  },
  detail: {
    sections: [
      { fields: ['state', 'owner_id', 'description', 'activated_at'] },
      {
        title: 'Sending',
        fields: [
          'from_name',
          'from_email',
          'reply_to',
          'daily_cap',
          'send_from',
          'send_until',
          'time_zone',
          'postal_address',
        ],
      },
    ],
    related: [
      {
        table: 'sequence_emails',
        by: 'sequence_id',
        title: 'Emails',
        sort: 'position',
        columns: ['position', 'delay_days', 'active'],
      },
      {
        table: 'sequence_enrollments',
        by: 'sequence_id',
        columns: ['state', 'current_step', 'next_send_at', 'enrolled_at'],
      },
    ],
  },
  form: {
    sections: [
      { fields: ['name', 'description', 'owner_id'] },
      {
        title: 'Sending',
        fields: [
          'from_name',
          'from_email',
          'reply_to',
          'daily_cap',
          'send_from',
          'send_until',
          'time_zone',
          'postal_address',
        ],
      },
    ],
  },
  states: {},
  deletable: (sequence) => sequence.state === 'draft',
})
