import { defineResource } from '@/resource/define'
import { dateTime, flag, longText, number, options, relation, text } from '@/resource/fields'
import { words } from '@/resource/fields/field'
import { questionOptions } from './fields'

export default defineResource({
  table: 'game_questions',
  one: 'game question',
  about: 'What the games ask.',
  may: { create: ['moderator'], edit: ['moderator'], delete: ['moderator'] },
  title: (question) => question.prompt,
  secondary: (question) => words(question.dimension),
  titleColumns: ['prompt', 'dimension'],
  fields: {
    game_id: relation('Game', { table: 'games', embed: 'game', title: 'name', search: 'search' }),
    position: number('Place', { width: 80 }),
    prompt: longText('Question'),
    kind: options('Answered by', {
      choice: ['One of several'],
      scale: ['A scale of 5'],
      text: ['In own words'],
      ranking: ['An order'],
    }),
    options: questionOptions,
    dimension: text('Tells about', {
      help: 'The same name in every game, so that answers add up: routine, warmth, conflict_style…',
    }),
    weight: number('Weight', { width: 84 }),
    active: flag('In use'),
    created_at: dateTime('Added'),
    updated_at: dateTime('Changed'),
  },
  list: {
    columns: ['game_id', 'position', 'kind', 'options', 'weight', 'active'],
    sort: '-created_at',
    search: 'search',
    searchHint: 'question',
    filters: ['game_id', 'kind', 'prompt', 'dimension', 'weight', 'active'],
  },
  detail: {
    sections: [
      { fields: ['game_id', 'position', 'kind', 'dimension', 'weight', 'active', 'prompt', 'options'] },
    ],
    related: [
      {
        table: 'user_game_responses',
        by: 'question_id',
        columns: ['user_id', 'answer', 'response_ms', 'created_at'],
      },
    ],
  },
  form: {
    sections: [
      { fields: ['game_id', 'position', 'kind', 'dimension', 'weight', 'active', 'prompt', 'options'] },
    ],
    createOnly: ['game_id'],
  },
})
