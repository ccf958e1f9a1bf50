import { defineResource, embeddedText } from '@/resource/define'
import { dateTime, longText, options, relation } from '@/resource/fields'
import { words } from '@/resource/fields/field'
import { member } from '../member'

export default defineResource({
  table: 'user_dealbreakers',
  one: 'member’s dealbreaker',
  about: 'What members cannot live with. They say so in the app.',
  title: (choice) => embeddedText(choice, 'dealbreaker', 'name'),
  secondary: (choice) => words(embeddedText(choice, 'dealbreaker', 'category')),
  titleColumns: ['dealbreaker_id'],
  fields: {
    user_id: member(),
    dealbreaker_id: relation('Dealbreaker', {
      table: 'dealbreakers',
      embed: 'dealbreaker',
      title: 'name',
      also: ['category'],
    }),
    strength: options('Strength', { preference: 'grey', firm: 'amber', absolute: 'red' }),
    note: longText('Note'),
    created_at: dateTime('Said'),
    updated_at: dateTime('Changed'),
  },
  list: {
    columns: ['user_id', 'strength', 'note', 'created_at'],
    sort: '-created_at',
    search: 'member.search',
    searchHint: 'member',
    filters: ['dealbreaker_id', 'strength', 'user_id', 'note', 'created_at'],
  },
  detail: { sections: [{ fields: ['dealbreaker_id', 'user_id', 'strength', 'created_at', 'note'] }] },
})
