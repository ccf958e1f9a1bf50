import { defineResource } from '@/resource/define'
import { code, dateTime, longText, number, options, text } from '@/resource/fields'
import { facts } from './fields'
import { gameStates } from './states'

export default defineResource({
  table: 'games',
  one: 'game',
  about: 'Small games whose answers say something about the people who play them.',
  may: { create: ['moderator'], edit: ['moderator'], delete: ['moderator'] },
  title: (game) => game.name,
  secondary: (game) => game.description,
  titleColumns: ['name', 'description'],
  fields: {
    name: text('Name'),
    slug: code('Address', { help: 'Small letters, digits and hyphens; unique.' }),
    description: longText('Description'),
    kind: options(
      'Kind',
      {
        this_or_that: ['This or that'],
        would_you_rather: ['Would you rather'],
        quiz: undefined,
        finish_sentence: ['Finish the sentence'],
        scenario: undefined,
        ranking: undefined,
      },
      { width: 150 },
    ),
    category: options('Category', {
      values: undefined,
      lifestyle: undefined,
      communication: undefined,
      humor: undefined,
      future: undefined,
      intimacy: undefined,
      conflict: undefined,
      curiosity: undefined,
    }),
    minutes: number('Takes', { unit: 'min', width: 90 }),
    players: number('Players', { width: 90 }),
    scoring: facts('Scoring', { help: 'For each kind of question, how two answers are compared.' }),
    state: options('State', gameStates),
    position: number('Place', { width: 80 }),
    created_at: dateTime('Added'),
    updated_at: dateTime('Changed'),
  },
  list: {
    columns: ['state', 'kind', 'category', 'minutes', 'players', 'position'],
    sort: 'position',
    search: 'search',
    searchHint: 'name or description',
    filters: ['state', 'kind', 'category', 'minutes', 'players', 'slug'],
  },
  detail: {
    sections: [
      { fields: ['state', 'kind', 'category', 'minutes', 'players', 'position', 'slug', 'description'] },
      { title: 'Scoring', fields: ['scoring'] },
    ],
    related: [
      { table: 'game_questions', by: 'game_id', sort: 'position' },
      { table: 'user_game_sessions', by: 'game_id' },
    ],
  },
  form: {
    sections: [
      { fields: ['name', 'slug', 'kind', 'category', 'description', 'minutes', 'players', 'position'] },
      { title: 'Scoring', fields: ['scoring'] },
    ],
    createOnly: ['slug'],
  },
  states: {},
})
