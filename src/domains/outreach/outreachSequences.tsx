import { lazy, Suspense } from 'react'
import { type ColumnOf, defineResource, type Section } from '@/resource/define'
import { dateTime, email, flag, longText, number, options, relation, text } from '@/resource/fields'

const SequenceSteps = lazy(() => import('./sequence/SequenceSteps'))

const hourAndMinute = (value: unknown) => String(value).slice(0, 5)

/** The sections on how a sequence sends and when it stops; shared by its page and its form. */
const settings: readonly Section<ColumnOf<'outreach_sequences'>>[] = [
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
  { title: 'Stops', fields: ['stop_company', 'soft_bounce_limit', 'away_days', 'allow_parallel'] },
]

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
    send_from: text('Sends from', { width: 100, input: 'time', filter: 'none', show: hourAndMinute }),
    send_until: text('Sends until', { width: 100, input: 'time', filter: 'none', show: hourAndMinute }),
    time_zone: text('Time zone', { width: 130, help: 'Such as Europe/Berlin' }),
    owner_id: relation('Owner', {
      table: 'staff_members',
      embed: 'owner',
      title: 'full_name',
      key: 'user_id',
    }),
    allow_parallel: flag('Beside other sequences', {
      width: 160,
      help: 'Whether a lead may be in it who is in another active one.',
    }),
    stop_company: flag('Stops for the company', {
      width: 160,
      help: 'An answer or objection ends it for everybody with an address of the same domain too.',
    }),
    soft_bounce_limit: number('Passing bounces', {
      width: 130,
      help: 'After so many bounces that pass, the lead gets no more.',
    }),
    away_days: number('Absence delays', {
      unit: 'd',
      width: 130,
      help: 'For an absence note that names no day',
    }),
    pause_reason: longText('Why it is paused', { input: undefined }),
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
    sections: [{ fields: ['state', 'pause_reason', 'owner_id', 'description', 'activated_at'] }, ...settings],
    extra: ({ row }) => (
      <Suspense fallback={null}>
        <SequenceSteps row={row} />
      </Suspense>
    ),
    related: [
      {
        table: 'sequence_senders',
        by: 'sequence_id',
        title: 'Further senders',
        columns: ['sender_id', 'created_at'],
      },
      {
        table: 'sequence_enrollments',
        by: 'sequence_id',
        columns: ['state', 'current_step', 'next_send_at', 'enrolled_at'],
      },
    ],
  },
  form: {
    sections: [{ fields: ['name', 'description', 'owner_id'] }, ...settings],
  },
  states: {},
  actions: [
    {
      key: 'duplicate',
      label: 'Duplicate…',
      roles: ['growth'],
      rpc: 'duplicate_sequence',
      args: (sequence) => ({ sequence_id: sequence.id }),
      ask: { name: text('Name', { help: 'Empty for “Copy of …”.' }) },
      explain: () => 'A draft with the same settings, emails and senders, and nobody in it.',
      done: 'The copy is made.',
      goTo: (made) => `/outreach-sequences/${made.id}`,
    },
  ],
  deletable: (sequence) => sequence.state === 'draft',
})
