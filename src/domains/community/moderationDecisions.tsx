import { defineResource, embeddedText } from '@/resource/define'
import { dateTime, number, options, reading, relation } from '@/resource/fields'
import { words } from '@/resource/fields/field'
import { commentRelation, postRelation, reasonRelation } from './relations'
import { decisionTones, postStates } from './states'

export default defineResource({
  table: 'moderation_decisions',
  one: 'decision',
  about: 'Every decision of a moderator. It stays as it was made; taking one back is a decision of its own.',
  title: (decision) => words(decision.decision),
  secondary: (decision) => embeddedText(decision, 'moderator', 'full_name'),
  titleColumns: ['decision'],
  fields: {
    decision: options('Decision', decisionTones),
    post_id: relation('Post', postRelation, { width: 220 }),
    comment_id: relation('Comment', commentRelation, { width: 220 }),
    moderator_id: relation('Moderator', {
      table: 'staff_members',
      embed: 'moderator',
      title: 'full_name',
      key: 'user_id',
    }),
    reason_code: relation('Reason', reasonRelation, { width: 140 }),
    note: reading('Note'),
    version_seen: number('Version seen', { width: 120 }),
    state_before: options('Before', postStates, { width: 110 }),
    state_after: options('After', postStates, { width: 110 }),
    undoes_id: relation('Takes back', {
      table: 'moderation_decisions',
      embed: 'undone',
      title: 'decision',
      name: (undone) => words(String(undone.decision)),
    }),
    created_at: dateTime('Decided'),
  },
  list: {
    columns: ['post_id', 'comment_id', 'reason_code', 'state_before', 'state_after', 'created_at'],
    sort: '-created_at',
    search: 'search',
    searchHint: 'reason or note',
    filters: [
      'decision',
      'moderator_id',
      'reason_code',
      'state_before',
      'state_after',
      'post_id',
      'comment_id',
      'created_at',
    ],
  },
  detail: {
    sections: [
      {
        fields: [
          'decision',
          'moderator_id',
          'post_id',
          'comment_id',
          'reason_code',
          'note',
          'state_before',
          'state_after',
          'version_seen',
          'undoes_id',
          'created_at',
        ],
      },
    ],
    related: [
      {
        table: 'moderation_decisions',
        by: 'undoes_id',
        title: 'Taken back by',
        columns: ['note', 'created_at'],
      },
    ],
  },
})
