import { defineResource, embeddedText } from '@/resource/define'
import { code, dateTime, number, options, reading, relation, share } from '@/resource/fields'
import { member } from '../member'
import { excerpt } from './excerpt'
import { QueueCell, QueueLink } from './QueueLink'
import { commentRelation, postRelation } from './relations'
import { categories, postStates } from './shared/states'

export default defineResource({
  table: 'post_comments',
  one: 'comment',
  about: 'What members answer to posts and to each other.',
  may: { edit: ['moderator'] },
  title: (comment) => excerpt(comment.body),
  secondary: (comment) => embeddedText(comment, 'member', 'display_name'),
  titleColumns: ['body'],
  fields: {
    id: code('Decide', {
      width: 150,
      filter: 'none',
      sortable: false,
      input: undefined,
      show: (_, row) => <QueueCell type="comment" row={row} />,
    }),
    body: reading('Text', { sortable: false }),
    user_id: member('Author', { width: 150 }),
    post_id: relation('Post', postRelation, { width: 160 }),
    parent_id: relation('Answers', { ...commentRelation, embed: 'parent' }),
    state: options('State', postStates),
    version: number('Version', { width: 88 }),
    bot_score: share('Bot score', { width: 104 }),
    bot_category: options('Bot suspects', categories, { width: 140 }),
    report_count: number('Reports', { width: 88 }),
    edited_at: dateTime('Edited'),
    created_at: dateTime('Written'),
    updated_at: dateTime('Changed'),
  },
  list: {
    columns: ['state', 'post_id', 'bot_category', 'bot_score', 'report_count', 'created_at', 'id'],
    sort: '-created_at',
    search: 'search',
    searchHint: 'text',
    filters: [
      'state',
      'post_id',
      'user_id',
      'parent_id',
      'bot_category',
      'bot_score',
      'report_count',
      'created_at',
    ],
    views: [{ name: 'Pending', urlQuery: 'state=any:pending&sort=created_at' }],
  },
  detail: {
    extra: ({ row }) => <QueueLink type="comment" row={row} />,
    sections: [
      { fields: ['body'] },
      { fields: ['state', 'user_id', 'post_id', 'parent_id', 'created_at', 'edited_at'] },
      { title: 'Judgement', fields: ['bot_score', 'bot_category', 'report_count', 'version'] },
    ],
    related: [
      {
        table: 'post_comments',
        by: 'parent_id',
        title: 'Answers to it',
        columns: ['state', 'user_id', 'created_at'],
      },
      { table: 'content_reports', by: 'comment_id', columns: ['state', 'note', 'decided_by', 'created_at'] },
      {
        table: 'moderation_decisions',
        by: 'comment_id',
        columns: ['reason_code', 'state_after', 'created_at'],
      },
    ],
  },
})
