import { defineResource } from '@/resource/define'
import { code, dateTime, longText, number, options } from '@/resource/fields'
import { generationStates } from './states'

export default defineResource({
  table: 'match_generation_runs',
  one: 'generation run',
  about: 'Each time the matches were computed.',
  title: (run) => run.algorithm,
  secondary: (run) => run.error_message,
  titleColumns: ['algorithm', 'error_message'],
  fields: {
    algorithm: code('Algorithm'),
    state: options('State', generationStates),
    candidates: number('Pairs looked at', { width: 124 }),
    generated: number('Matches found', { width: 116 }),
    error_message: longText('Error'),
    started_at: dateTime('Started'),
    finished_at: dateTime('Finished'),
    updated_at: dateTime('Changed'),
  },
  list: {
    columns: ['state', 'candidates', 'generated', 'finished_at', 'started_at'],
    sort: '-started_at',
    search: 'search',
    searchHint: 'algorithm or error',
    filters: ['state', 'algorithm', 'generated', 'candidates', 'error_message', 'started_at'],
  },
  detail: {
    sections: [
      {
        fields: [
          'state',
          'algorithm',
          'candidates',
          'generated',
          'started_at',
          'finished_at',
          'error_message',
        ],
      },
    ],
    related: [{ table: 'matches', by: 'run_id' }],
  },
})
