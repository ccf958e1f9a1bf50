import { defineResource, embeddedText } from '@/resource/define'
import { bars, dated, dateTime, longText, options, relation, score } from '@/resource/fields'
import { pairName } from './pair'
import { answers, matchStates } from './states'

const person = (label: string, embed: string) =>
  relation(label, {
    table: 'profiles',
    embed,
    title: 'display_name',
    search: 'search',
    also: ['city'],
    inner: true,
  })

export default defineResource({
  table: 'matches',
  one: 'match',
  about: 'Pairs that the generation found, and what became of them.',
  may: { edit: ['moderator'] },
  title: pairName,
  secondary: (match) =>
    [...new Set(['person_a', 'person_b'].map((one) => embeddedText(match, one, 'city')))]
      .filter(Boolean)
      .join(', '),
  titleColumns: ['user_a', 'user_b'],
  fields: {
    user_a: person('First person', 'person_a'),
    user_b: person('Second person', 'person_b'),
    state: options('State', matchStates),
    score: score('Score'),
    factors: bars('What the score is made of', [
      'values',
      'lifestyle',
      'communication',
      'attachment',
      'humor',
    ]),
    response_a: options('First answer', answers),
    response_b: options('Second answer', answers, { width: 132 }),
    presented_at: dateTime('Presented'),
    introduced_at: dateTime('Introduced'),
    expires_at: dated('Expires'),
    closed_reason: longText('Why closed'),
    run_id: relation('Generation run', {
      table: 'match_generation_runs',
      embed: 'run',
      title: 'algorithm',
    }),
    created_at: dateTime('Found'),
    updated_at: dateTime('Changed'),
  },
  list: {
    columns: ['state', 'score', 'response_a', 'response_b', 'introduced_at', 'created_at'],
    sort: '-created_at',
    search: 'names.search',
    searchIn: { table: 'match_names', key: 'match_id' },
    searchHint: 'people',
    filters: [
      'state',
      'score',
      'user_a',
      'user_b',
      'response_a',
      'response_b',
      'presented_at',
      'introduced_at',
      'expires_at',
      'closed_reason',
      'run_id',
      'created_at',
    ],
  },
  detail: {
    sections: [
      { fields: ['user_a', 'user_b', 'state', 'score', 'response_a', 'response_b', 'closed_reason'] },
      { title: 'Compatibility', fields: ['factors'] },
      { title: 'Times', fields: ['created_at', 'presented_at', 'introduced_at', 'expires_at', 'run_id'] },
    ],
    related: [
      { table: 'introduction_reports', by: 'match_id' },
      { table: 'match_feedback', by: 'match_id' },
    ],
  },
  form: { sections: [{ fields: ['expires_at'] }] },
  // Only the two members themselves can accept or decline.
  states: {
    only: ['suggested', 'presented', 'introduced', 'expired', 'closed'],
    ask: { closed: ['closed_reason'] },
  },
})
