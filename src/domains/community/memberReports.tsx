import { defineResource, embeddedText } from '@/resource/define'
import { dateTime, longText, options, reading, relation } from '@/resource/fields'
import { member } from '../member'
import { reasonRelation } from './relations'
import { reportStates } from './shared/states'

const ask = { answer: { ...longText('What you found', { help: 'For colleagues.' }), required: true } }

export default defineResource({
  table: 'member_reports',
  one: 'report about a member',
  about:
    'What members report of a person, or of their conversation with the onboarding bot. What members write to each other is not kept here.',
  title: (report) =>
    report.member_id
      ? `Report about ${embeddedText(report, 'subject', 'display_name')}`
      : 'Report about a conversation',
  secondary: (report) => embeddedText(report, 'reason', 'label'),
  titleColumns: ['member_id', 'category'],
  fields: {
    member_id: relation(
      'About',
      { table: 'profiles', embed: 'subject', title: 'display_name' },
      { width: 160 },
    ),
    conversation_id: relation(
      'Conversation',
      {
        table: 'user_conversations',
        embed: 'conversation',
        title: 'started_at',
        also: ['talker:profiles!user_id(display_name)'],
        name: (conversation) => `With ${embeddedText(conversation, 'talker', 'display_name')}`,
      },
      { width: 160 },
    ),
    category: relation('Reported for', reasonRelation, { width: 180 }),
    reporter_id: member('Reported by', { width: 150 }),
    note: reading('Note', { width: 240 }),
    state: options('State', reportStates),
    answer: reading('What was found', { width: 200 }),
    decided_by: relation('Answered by', {
      table: 'staff_members',
      embed: 'decider',
      title: 'full_name',
      key: 'user_id',
    }),
    decided_at: dateTime('Answered'),
    created_at: dateTime('Reported'),
    updated_at: dateTime('Changed'),
  },
  list: {
    columns: ['state', 'category', 'note', 'reporter_id', 'created_at'],
    sort: '-created_at',
    search: 'subject.search',
    searchHint: 'reported member',
    filters: ['state', 'category', 'member_id', 'reporter_id', 'decided_by', 'created_at'],
    views: [{ name: 'Open', urlQuery: 'state=any:open&sort=created_at' }],
  },
  detail: {
    sections: [
      { fields: ['note'] },
      { fields: ['state', 'member_id', 'conversation_id', 'category', 'reporter_id', 'created_at'] },
      { title: 'The answer', fields: ['answer', 'decided_by', 'decided_at'] },
    ],
  },
  actions: [
    {
      key: 'uphold',
      label: 'Uphold…',
      roles: ['moderator'],
      when: (report) => report.state === 'open',
      rpc: 'answer_member_report',
      args: (report) => ({ report_id: report.id, outcome: 'upheld' }),
      once: 'client_key',
      ask,
      explain: () =>
        'Whoever reported is told that it broke the rules. A sanction is imposed from the queue or the record of the member.',
      done: 'It is upheld, and whoever reported is told.',
    },
    {
      key: 'dismiss',
      label: 'Dismiss…',
      roles: ['moderator'],
      when: (report) => report.state === 'open',
      rpc: 'answer_member_report',
      args: (report) => ({ report_id: report.id, outcome: 'dismissed' }),
      once: 'client_key',
      ask,
      explain: () => 'Whoever reported is told that it is within the rules.',
      done: 'It is dismissed, and whoever reported is told.',
    },
  ],
})
