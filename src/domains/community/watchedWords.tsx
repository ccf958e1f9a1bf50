import { defineResource } from '@/resource/define'
import { dateTime, flag, longText, number, options, reading, text } from '@/resource/fields'

export default defineResource({
  table: 'watched_words',
  one: 'watched word',
  about:
    'Words that bring what holds them higher in the queue, or keep an edit from passing unseen. Each is tried on the last 30 days before it is switched on.',
  may: { create: ['moderator'], edit: ['moderator'] },
  title: (word) => word.pattern,
  titleColumns: ['pattern'],
  fields: {
    pattern: text('Word or phrase', {
      width: 180,
      help: 'A star stands for any letters: gift card*. Capitals, accents, punctuation, invisible signs and look-alike letters make no difference.',
    }),
    signal: options(
      'Sign of',
      {
        money: ['Money', 'amber'],
        messenger: ['Another messenger', 'blue'],
        payment_link: ['Payment link', 'red'],
      },
      { width: 164 },
    ),
    severity: number('Severity', { unit: 'of 5', width: 96 }),
    language: text('Language', { width: 100, help: 'Two letters, such as de; empty for any.' }),
    effect: options(
      'What happens',
      {
        raise: ['Higher in the queue', 'grey'],
        hold: ['Edits held for review', 'violet'],
      },
      { width: 180 },
    ),
    note: longText('Note', { help: 'For colleagues: why it is here.' }),
    active: flag('On', { width: 64, help: 'Switched on once it was tried.' }),
    trial: reading('On the last 30 days it', { width: 200 }),
    tried_at: dateTime('Tried'),
    tried_held: number('Would have held', { width: 130 }),
    tried_removed: number('Removed anyway', { width: 130 }),
    created_at: dateTime('Added'),
    updated_at: dateTime('Changed'),
  },
  list: {
    columns: ['signal', 'active', 'severity', 'effect', 'language', 'trial', 'tried_at'],
    sort: '-created_at',
    search: 'search',
    searchHint: 'word or note',
    filters: ['signal', 'effect', 'severity', 'language', 'active', 'tried_at', 'created_at'],
    views: [{ name: 'Switched off', urlQuery: 'active=is:false' }],
  },
  detail: {
    sections: [
      { fields: ['signal', 'severity', 'effect', 'language', 'note', 'active'] },
      { title: 'Tried', fields: ['trial', 'tried_at'] },
    ],
  },
  form: {
    sections: [{ fields: ['pattern', 'signal', 'severity', 'effect', 'language', 'note'] }],
  },
  actions: [
    {
      key: 'try',
      label: 'Try it',
      roles: ['moderator'],
      rpc: 'try_watched_word',
      args: (word) => ({ word_id: word.id }),
      done: 'Tried on the last 30 days.',
    },
    {
      key: 'on',
      label: 'Switch on…',
      roles: ['moderator'],
      when: (word) => !word.active && word.tried_at !== null,
      rpc: 'switch_watched_word',
      args: (word) => ({ word_id: word.id, active: true }),
      explain: (word) => `In the 30 days before it was tried, it ${word.trial}.`,
      done: 'It is on.',
    },
    {
      key: 'off',
      label: 'Switch off',
      roles: ['moderator'],
      when: (word) => word.active,
      rpc: 'switch_watched_word',
      args: (word) => ({ word_id: word.id, active: false }),
      done: 'It is off.',
    },
  ],
})
