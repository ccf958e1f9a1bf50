import { defineResource } from '@/resource/define'
import { humanize } from '@/resource/field'
import { dateTime, flag, longText, number, options, programName, text } from '@/resource/fields'

export default defineResource({
  table: 'dealbreakers',
  one: 'dealbreaker',
  about: 'What members may name as something they cannot live with.',
  may: { create: ['moderator'], edit: ['moderator'], delete: ['moderator'] },
  title: (dealbreaker) => dealbreaker.name,
  secondary: (dealbreaker) => humanize(dealbreaker.category),
  titleColumns: ['name', 'category'],
  fields: {
    name: text('Name'),
    code: programName('Name in the app', { help: 'Small letters, such as wants_children; unique.' }),
    category: options('Category', {
      lifestyle: undefined,
      family: undefined,
      values: undefined,
      habits: undefined,
      location: undefined,
      health: undefined,
      money: undefined,
      communication: undefined,
    }),
    description: longText('Description'),
    question: longText('Question', { width: 420, help: 'How members are asked.' }),
    severity: number('Weight', { unit: 'of 3', width: 90 }),
    position: number('Place', { width: 80 }),
    active: flag('In use'),
    created_at: dateTime('Added'),
    updated_at: dateTime('Changed'),
  },
  list: {
    columns: ['question', 'severity', 'active', 'position'],
    sort: 'position',
    search: 'search',
    searchHint: 'name or question',
    filters: ['category', 'name', 'severity', 'active', 'question', 'code'],
  },
  detail: {
    sections: [
      {
        fields: ['category', 'severity', 'active', 'position', 'code', 'question', 'description'],
      },
    ],
    related: [{ table: 'user_dealbreakers', by: 'dealbreaker_id' }],
  },
  form: {
    sections: [
      {
        fields: ['name', 'code', 'category', 'question', 'description', 'severity', 'position', 'active'],
      },
    ],
    createOnly: ['code'],
  },
})
