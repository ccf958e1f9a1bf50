import { defineResource, embeddedText } from '@/resource/define'
import { code, dated, dateTime, number, options, reading, relation, share, text } from '@/resource/fields'
import { none } from '@/resource/fields/text'
import { member } from '../member'
import { QueueCell, QueueLink } from './QueueLink'
import { HiddenPhoto } from './shared/HiddenPhoto'
import { categories, postStates } from './shared/states'

export default defineResource({
  table: 'community_posts',
  one: 'post',
  about: 'What members write in the community. New posts wait until a moderator publishes them.',
  may: { edit: ['moderator'] },
  title: (post) => post.title,
  secondary: (post) => embeddedText(post, 'member', 'display_name'),
  titleColumns: ['title'],
  fields: {
    id: code('Decide', {
      width: 150,
      filter: 'none',
      sortable: false,
      input: undefined,
      show: (_, row) => <QueueCell type="post" row={row} />,
    }),
    title: text('Title'),
    body: reading('Text', { heavy: true }),
    image_path: text('Photo', {
      wide: true,
      heavy: true,
      show: (value) => (value ? <HiddenPhoto path={String(value)} /> : none),
    }),
    user_id: member('Author', { width: 150 }),
    topic_id: relation('Topic', { table: 'content_topics', embed: 'topic', title: 'name' }, { width: 150 }),
    kind: options(
      'Kind',
      {
        question: undefined,
        story: undefined,
        advice: undefined,
        meetup: ['Meet-up'],
        photo: undefined,
      },
      { width: 100 },
    ),
    state: options('State', postStates),
    version: number('Version', { width: 88 }),
    bot_score: share('Bot score', { width: 104 }),
    bot_category: options('Bot suspects', categories, { width: 140 }),
    report_count: number('Reports', { width: 88 }),
    comment_count: number('Comments', { width: 104 }),
    reaction_count: number('Reactions', { width: 104 }),
    view_count: number('Views', { width: 84 }),
    published_at: dateTime('Published'),
    pinned_until: dated('Pinned until', { width: 120, help: 'First in the feed until then.' }),
    edited_at: dateTime('Edited'),
    created_at: dateTime('Written'),
    updated_at: dateTime('Changed'),
  },
  list: {
    columns: ['state', 'topic_id', 'bot_category', 'bot_score', 'report_count', 'created_at', 'id'],
    sort: '-created_at',
    search: 'search',
    searchHint: 'title or text',
    filters: [
      'state',
      'kind',
      'topic_id',
      'user_id',
      'bot_category',
      'bot_score',
      'report_count',
      'comment_count',
      'reaction_count',
      'view_count',
      'published_at',
      'created_at',
    ],
    views: [
      { name: 'Pending', urlQuery: 'state=any:pending&sort=created_at' },
      { name: 'Reported', urlQuery: 'report_count=from:1&sort=-created_at' },
    ],
  },
  detail: {
    extra: ({ row }) => <QueueLink type="post" row={row} />,
    sections: [
      { fields: ['body', 'image_path'] },
      { fields: ['state', 'user_id', 'topic_id', 'kind', 'created_at', 'published_at', 'edited_at'] },
      { title: 'Judgement', fields: ['bot_score', 'bot_category', 'report_count', 'version'] },
      {
        title: 'Echo',
        fields: ['view_count', 'comment_count', 'reaction_count', 'pinned_until'],
      },
    ],
    related: [
      { table: 'content_reports', by: 'post_id', columns: ['state', 'note', 'decided_by', 'created_at'] },
      { table: 'moderation_decisions', by: 'post_id', columns: ['reason_code', 'state_after', 'created_at'] },
      { table: 'post_comments', by: 'post_id', columns: ['state', 'user_id', 'bot_score', 'created_at'] },
      { table: 'post_reactions', by: 'post_id' },
      { table: 'post_extractions', by: 'post_id', columns: ['kind', 'confidence', 'created_at'] },
    ],
  },
  form: { sections: [{ fields: ['topic_id', 'pinned_until'] }] },
})
