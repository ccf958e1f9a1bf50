import { defineResource } from '@/resource/define'
import { dateTime, flag, longText, number, options, programName, text } from '@/resource/fields'
import { keyValues } from './fields'
import { criteriaText } from './values'

export default defineResource({
  table: 'badges',
  one: 'badge',
  about: 'What members are thanked for: honesty, curiosity, kindness and coming back.',
  may: { create: ['moderator'], edit: ['moderator'], delete: ['moderator'] },
  title: (badge) => badge.name,
  secondary: (badge) => badge.description,
  titleColumns: ['name', 'description'],
  fields: {
    name: text('Name'),
    code: programName('Name in the app', { help: 'Small letters, such as early_bird; unique.' }),
    description: longText('Description', { help: 'The member reads this.' }),
    category: options('For', {
      onboarding: undefined,
      games: undefined,
      community: undefined,
      content: undefined,
      matches: undefined,
      streak: undefined,
      trust: undefined,
    }),
    tier: options('Tier', { bronze: 'amber', silver: 'grey', gold: 'teal', platinum: 'violet' }),
    icon: text('Icon', { width: 110, help: 'Its name in the app’s set of icons.' }),
    points: number('Points', { width: 84 }),
    criteria: keyValues('Earned by', {
      say: criteriaText,
      width: 240,
      help: 'An event and how often, or days in a row.',
    }),
    active: flag('In use'),
    position: number('Place', { width: 80 }),
    created_at: dateTime('Added'),
    updated_at: dateTime('Changed'),
  },
  list: {
    columns: ['category', 'tier', 'points', 'criteria', 'active', 'position'],
    sort: 'position',
    search: 'search',
    searchHint: 'name or description',
    filters: ['category', 'tier', 'name', 'points', 'active', 'code'],
  },
  detail: {
    sections: [
      {
        fields: [
          'category',
          'tier',
          'points',
          'active',
          'icon',
          'position',
          'code',
          'description',
          'criteria',
        ],
      },
    ],
    related: [{ table: 'user_badges', by: 'badge_id' }],
  },
  form: {
    sections: [
      {
        fields: [
          'name',
          'code',
          'category',
          'tier',
          'icon',
          'points',
          'position',
          'active',
          'description',
          'criteria',
        ],
      },
    ],
    createOnly: ['code'],
  },
})
