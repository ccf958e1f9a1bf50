import { defineResource } from '@/resource/define'
import { calendarDay, code, dateTime, longText, number, options, reading, text } from '@/resource/fields'
import { puzzleStates } from './states'

export default defineResource({
  table: 'puzzles',
  one: 'puzzle',
  about: 'Puzzles of the day. With a day it is the puzzle of that day, without one it is always open.',
  may: { create: ['moderator'], edit: ['moderator'], delete: ['moderator'] },
  title: (puzzle) => puzzle.title,
  titleColumns: ['title'],
  fields: {
    title: text('Title'),
    slug: code('Address', { help: 'In the app; unique.' }),
    kind: options('Kind', {
      riddle: undefined,
      logic: undefined,
      word: undefined,
      lateral: undefined,
      number: undefined,
      emoji: undefined,
    }),
    prompt: reading('Wording'),
    hint: longText('Hint'),
    answer: longText('Answer'),
    explanation: longText('Explanation', { heavy: true }),
    difficulty: number('Difficulty', { help: '1 is easy, 5 is hard' }),
    state: options('State', puzzleStates),
    publish_on: calendarDay('Day'),
    created_at: dateTime('Added'),
    updated_at: dateTime('Changed'),
  },
  list: {
    columns: ['state', 'kind', 'difficulty', 'prompt', 'publish_on', 'created_at'],
    sort: '-created_at',
    search: 'search',
    searchHint: 'title or puzzle',
    filters: ['state', 'kind', 'difficulty', 'publish_on', 'answer', 'created_at'],
  },
  detail: {
    sections: [
      { fields: ['prompt'] },
      { fields: ['state', 'kind', 'difficulty', 'publish_on', 'slug'] },
      { title: 'Solution', fields: ['answer', 'hint', 'explanation'] },
    ],
  },
  form: {
    sections: [
      { fields: ['title', 'slug', 'kind', 'difficulty', 'publish_on', 'prompt'] },
      { title: 'Solution', fields: ['answer', 'hint', 'explanation'] },
    ],
  },
  states: {},
})
