import { defineResource, embeddedText } from '@/resource/define'
import { dateTime, number, options, relation, seconds } from '@/resource/fields'
import { member } from '../member'

export default defineResource({
  table: 'user_content_interactions',
  one: 'interaction',
  about: 'What members viewed, read, liked, saved and shared.',
  title: (interaction) => embeddedText(interaction, 'member', 'display_name'),
  titleColumns: ['user_id'],
  avatar: true,
  fields: {
    user_id: member(),
    article_id: relation(
      'Article',
      { table: 'content_articles', embed: 'article', title: 'title', search: 'search' },
      { width: 260 },
    ),
    kind: options('What', {
      viewed: 'grey',
      read: 'blue',
      liked: 'violet',
      saved: 'teal',
      shared: 'green',
    }),
    progress: number('Read so far', { width: 110, unit: '%', help: 'Per cent of the article' }),
    seconds: seconds('Time', { width: 120 }),
    created_at: dateTime('When'),
    updated_at: dateTime('Changed'),
  },
  list: {
    columns: ['kind', 'article_id', 'progress', 'seconds', 'created_at'],
    sort: '-created_at',
    search: 'member.search',
    searchHint: 'member',
    filters: ['kind', 'article_id', 'user_id', 'progress', 'seconds', 'created_at'],
  },
  detail: {
    sections: [{ fields: ['user_id', 'article_id', 'kind', 'progress', 'seconds', 'created_at'] }],
  },
})
