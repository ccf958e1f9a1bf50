import { defineResource } from '@/resource/define'
import { choices, dateTime, flag, longText, number, programName, text } from '@/resource/fields'

export default defineResource({
  table: 'moderation_reasons',
  one: 'reason',
  about: 'Why moderators hide, remove or escalate something, and what its author is told.',
  may: { create: ['admin'], edit: ['admin'] },
  title: (reason) => reason.label,
  titleColumns: ['label'],
  fields: {
    label: text('Reason'),
    code: programName('Name in the app', {
      help: 'Small letters, such as hate_speech; unique. Reports and bots use it too.',
    }),
    member_text: longText('The author is told', { width: 240 }),
    severity: number('Severity', {
      unit: 'of 5',
      width: 96,
      help: 'How far up the queue such a complaint brings an item',
    }),
    decisions: choices('Offered for', {
      approve: undefined,
      hide: undefined,
      remove: undefined,
      restore: undefined,
      dismiss_reports: undefined,
      decline_edit: 'Declining an edit',
      escalate: undefined,
      sanction: undefined,
      reject: 'Rejecting a photo',
    }),
    items: choices('Said of', { text: 'Posts and comments', photo: 'Photos' }, { width: 160 }),
    number_key: number('Key', { width: 72, help: '1 to 9: the key that chooses it in the queue' }),
    position: number('Place', { width: 80 }),
    active: flag('In use', { help: 'One that is not stays with old decisions and is refused for new ones.' }),
    created_at: dateTime('Added'),
    updated_at: dateTime('Changed'),
  },
  list: {
    columns: ['severity', 'decisions', 'items', 'number_key', 'active', 'member_text', 'position'],
    sort: 'position',
    search: 'search',
    searchHint: 'reason',
    filters: ['label', 'code', 'severity', 'active'],
  },
  detail: {
    sections: [
      {
        fields: ['member_text', 'severity', 'decisions', 'items', 'number_key', 'position', 'active', 'code'],
      },
    ],
  },
  form: {
    sections: [
      {
        fields: [
          'label',
          'code',
          'member_text',
          'severity',
          'decisions',
          'items',
          'number_key',
          'position',
          'active',
        ],
      },
    ],
    createOnly: ['code'],
  },
})
