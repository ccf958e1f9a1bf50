import { defineResource, embeddedText } from '@/resource/define'
import { dateTime, longText, options, reading, relation } from '@/resource/fields'
import { member } from '../member'

const ask = { answer: { ...longText('Why', { help: 'The member reads this.' }), required: true } }

export default defineResource({
  table: 'moderation_appeals',
  one: 'objection',
  about:
    'What members object to. Somebody other than whoever decided answers; what is overturned stands again.',
  title: (appeal) => `Objection by ${embeddedText(appeal, 'member', 'display_name')}`,
  titleColumns: ['member_id'],
  fields: {
    member_id: member('Member', { width: 150 }),
    state: options('State', { open: 'amber', upheld: 'grey', overturned: 'green' }),
    text: reading('What they say', { width: 240 }),
    notice_id: relation(
      'Against',
      { table: 'member_notices', embed: 'notice', title: 'facts' },
      { width: 260 },
    ),
    answer: reading('Answer', { width: 200 }),
    decided_by: relation('Answered by', {
      table: 'staff_members',
      embed: 'answerer',
      title: 'full_name',
      key: 'user_id',
    }),
    decided_at: dateTime('Answered'),
    created_at: dateTime('Objected'),
    updated_at: dateTime('Changed'),
  },
  list: {
    columns: ['state', 'text', 'notice_id', 'decided_by', 'created_at'],
    sort: '-created_at',
    search: 'member.search',
    searchHint: 'member',
    filters: ['state', 'member_id', 'decided_by', 'decided_at', 'created_at'],
    views: [{ name: 'Open', urlQuery: 'state=any:open&sort=created_at' }],
  },
  detail: {
    sections: [
      { fields: ['state', 'text', 'notice_id', 'member_id', 'created_at'] },
      { title: 'The answer', fields: ['answer', 'decided_by', 'decided_at'] },
    ],
  },
  actions: [
    {
      key: 'uphold',
      label: 'Let it stand…',
      roles: ['moderator'],
      when: (appeal) => appeal.state === 'open',
      rpc: 'answer_appeal',
      args: (appeal) => ({ appeal_id: appeal.id, outcome: 'upheld' }),
      once: 'client_key',
      ask,
      explain: () => 'The decision stays as it is. Whoever decided does not answer the objection to it.',
      done: 'The decision stands, and the member is told why.',
    },
    {
      key: 'overturn',
      label: 'Overturn…',
      roles: ['moderator'],
      when: (appeal) => appeal.state === 'open',
      rpc: 'answer_appeal',
      args: (appeal) => ({ appeal_id: appeal.id, outcome: 'overturned' }),
      once: 'client_key',
      ask,
      explain: () =>
        'What was hidden or removed is shown again; a sanction is lifted, with what it hid; a report that was dismissed waits anew.',
      done: 'It is taken back, and the member is told.',
    },
  ],
})
