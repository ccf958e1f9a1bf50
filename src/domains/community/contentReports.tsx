import { defineResource, embeddedText } from '@/resource/define'
import { humanize } from '@/resource/field'
import { dateTime, number, options, reading, relation } from '@/resource/fields'
import { member } from '../member'
import { commentRelation, postRelation, reasonRelation } from './relations'
import { reportStates } from './shared/states'

export default defineResource({
  table: 'content_reports',
  one: 'report',
  about: 'What members reported in posts and comments, and whether moderators agreed.',
  title: (report) => embeddedText(report, 'reason', 'label') || humanize(report.category),
  secondary: (report) => `by ${embeddedText(report, 'member', 'display_name')}`,
  titleColumns: ['category'],
  fields: {
    category: relation('Reported for', reasonRelation, { width: 180 }),
    post_id: relation('Post', postRelation, { width: 180 }),
    comment_id: relation('Comment', commentRelation, { width: 180 }),
    reporter_id: member('Reported by', { width: 150 }),
    note: reading('Note', { width: 180 }),
    item_version: number('Version seen', {
      width: 120,
      help: 'Which version of the text the report is about',
    }),
    state: options('State', reportStates),
    decided_by: relation(
      'Decided by',
      {
        table: 'staff_members',
        embed: 'decider',
        title: 'full_name',
        key: 'user_id',
      },
      { width: 130 },
    ),
    decided_at: dateTime('Decided'),
    created_at: dateTime('Reported'),
    updated_at: dateTime('Changed'),
  },
  list: {
    columns: ['state', 'post_id', 'comment_id', 'note', 'decided_by', 'created_at'],
    sort: '-created_at',
    search: 'member.search',
    searchHint: 'member who reported',
    filters: [
      'state',
      'category',
      'post_id',
      'comment_id',
      'reporter_id',
      'decided_by',
      'decided_at',
      'created_at',
    ],
  },
  detail: {
    sections: [
      { fields: ['note'] },
      { fields: ['state', 'post_id', 'comment_id', 'reporter_id', 'item_version', 'created_at'] },
      { title: 'Decision', fields: ['decided_by', 'decided_at'] },
    ],
  },
})
