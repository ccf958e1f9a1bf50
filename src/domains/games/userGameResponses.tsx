import { defineResource, embeddedText } from '@/resource/define'
import { dateTime, duration, relation } from '@/resource/fields'
import { words } from '@/resource/fields/field'
import { member } from '../member'
import { answer } from './fields'

export default defineResource({
  table: 'user_game_responses',
  one: 'game answer',
  about: 'What members answered in games.',
  title: (response) => embeddedText(response, 'question', 'prompt'),
  secondary: (response) => words(embeddedText(response, 'question', 'dimension')),
  titleColumns: ['question_id'],
  fields: {
    user_id: member(),
    session_id: relation('Game session', {
      table: 'user_game_sessions',
      embed: 'session',
      title: 'state',
      also: ['game:games(name)'],
      name: (session) => embeddedText(session, 'game', 'name'),
    }),
    question_id: relation('Question', {
      table: 'game_questions',
      embed: 'question',
      title: 'prompt',
      also: ['kind', 'options', 'dimension'],
    }),
    answer: answer('What they said'),
    response_ms: duration('Thought for', { width: 104 }),
    created_at: dateTime('Answered'),
    updated_at: dateTime('Changed'),
  },
  list: {
    columns: ['user_id', 'answer', 'session_id', 'response_ms', 'created_at'],
    sort: '-created_at',
    search: 'member.search',
    searchHint: 'member',
    filters: ['question_id', 'user_id', 'response_ms', 'created_at'],
  },
  detail: {
    sections: [{ fields: ['question_id', 'answer', 'user_id', 'session_id', 'response_ms', 'created_at'] }],
  },
})
