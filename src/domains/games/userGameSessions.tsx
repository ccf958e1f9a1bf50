import { defineResource, embeddedText } from '@/resource/define'
import { dateTime, options, relation, score } from '@/resource/fields'
import { member } from '../member'
import { facts } from './fields'
import { playStates } from './states'
import { insightText } from './values'

export default defineResource({
  table: 'user_game_sessions',
  one: 'game session',
  about: 'Each time a member played a game.',
  title: (session) => embeddedText(session, 'game', 'name'),
  titleColumns: ['game_id'],
  fields: {
    user_id: member(),
    game_id: relation('Game', { table: 'games', embed: 'game', title: 'name', search: 'search' }),
    state: options('State', playStates),
    score: score('Score'),
    insights: facts('What it tells', { say: insightText, wide: true, filter: 'none', input: undefined }),
    started_at: dateTime('Started'),
    completed_at: dateTime('Completed'),
    updated_at: dateTime('Changed'),
  },
  list: {
    columns: ['user_id', 'state', 'score', 'completed_at', 'started_at'],
    sort: '-started_at',
    search: 'member.search',
    searchHint: 'member',
    filters: ['state', 'game_id', 'user_id', 'score', 'started_at', 'completed_at'],
  },
  detail: {
    sections: [
      { fields: ['user_id', 'game_id', 'state', 'score', 'started_at', 'completed_at', 'insights'] },
    ],
    related: [
      {
        table: 'user_game_responses',
        by: 'session_id',
        columns: ['answer', 'response_ms'],
        sort: 'created_at',
      },
    ],
  },
})
