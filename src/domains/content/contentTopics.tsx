import { defineResource } from '@/resource/define'
import { code, dateTime, flag, longText, number, text } from '@/resource/fields'

export default defineResource({
  table: 'content_topics',
  one: 'topic',
  about: 'What articles and posts are about. Members choose from the topics in use.',
  may: { create: ['moderator'], edit: ['moderator'], delete: ['moderator'] },
  title: (topic) => topic.name,
  titleColumns: ['name'],
  fields: {
    name: text('Name'),
    slug: code('Address', { help: 'In the app; unique.' }),
    description: longText('Description'),
    position: number('Place', { width: 84, help: 'The smallest comes first.' }),
    active: flag('In use'),
    created_at: dateTime('Added'),
    updated_at: dateTime('Changed'),
  },
  list: {
    columns: ['slug', 'description', 'active', 'position'],
    sort: 'position',
    search: 'search',
    searchHint: 'name or description',
    filters: ['name', 'slug', 'active', 'position', 'created_at'],
  },
  detail: {
    sections: [{ fields: ['active', 'position', 'slug', 'description'] }],
    related: [
      {
        table: 'content_articles',
        by: 'topic_id',
        columns: ['state', 'reading_minutes', 'published_at'],
      },
      {
        table: 'community_posts',
        by: 'topic_id',
        columns: ['state', 'kind', 'user_id', 'created_at'],
      },
    ],
  },
  form: {
    sections: [{ fields: ['name', 'slug', 'position', 'active', 'description'] }],
    initial: { active: true },
  },
})
