import { defineResource } from '@/resource/define'
import {
  code,
  dated,
  dateTime,
  longText,
  markdown,
  number,
  options,
  relation,
  tags,
  text,
} from '@/resource/fields'
import { articleStates } from './states'

export default defineResource({
  table: 'content_articles',
  one: 'article',
  about: 'Articles that members read in the app. A draft is seen by staff only.',
  may: { create: ['moderator'], edit: ['moderator'], delete: ['moderator'] },
  title: (article) => article.title,
  secondary: (article) => article.author_name,
  titleColumns: ['title', 'author_name'],
  fields: {
    title: text('Title', { wide: true }),
    slug: code('Address', { help: 'In the app, such as the-second-date; unique.' }),
    summary: longText('Summary', { help: 'Stands in the feed, under the title.' }),
    body: markdown('Text', { help: 'In Markdown. Pictures are named in the preview, not loaded.' }),
    topic_id: relation('Topic', { table: 'content_topics', embed: 'topic', title: 'name' }),
    author_name: text('Author', { width: 140 }),
    reading_minutes: number('Reads in', { unit: 'min', help: 'In minutes' }),
    tags: tags('Tags'),
    state: options('State', articleStates),
    published_at: dateTime('Published', { width: 120 }),
    featured_until: dated('Featured until', { width: 130, help: 'First in the feed until then.' }),
    feed_weight: number('Feed weight', { width: 108, help: 'Days up or down the feed, −10 to 10' }),
    created_at: dateTime('Added', { width: 130 }),
    updated_at: dateTime('Changed'),
  },
  list: {
    columns: ['state', 'topic_id', 'reading_minutes', 'featured_until', 'published_at', 'created_at'],
    sort: '-created_at',
    search: 'search',
    searchHint: 'title or summary',
    filters: [
      'state',
      'topic_id',
      'tags',
      'author_name',
      'published_at',
      'featured_until',
      'reading_minutes',
      'created_at',
    ],
    views: [
      { name: 'Drafts', urlQuery: 'state=any:draft' },
      { name: 'Published', urlQuery: 'state=any:published&sort=-published_at' },
    ],
  },
  detail: {
    sections: [
      { fields: ['state', 'topic_id', 'author_name', 'reading_minutes', 'published_at', 'tags', 'summary'] },
      { fields: ['body'] },
      { title: 'In the app', fields: ['slug', 'featured_until', 'feed_weight'] },
    ],
    related: [{ table: 'user_content_interactions', by: 'article_id', title: 'Readers' }],
  },
  form: {
    sections: [
      { fields: ['title', 'topic_id', 'author_name', 'summary', 'body'] },
      { title: 'In the app', fields: ['slug', 'reading_minutes', 'tags', 'featured_until', 'feed_weight'] },
    ],
  },
  import: {
    key: ['slug'],
    columns: [
      ...(['title', 'slug', 'topic_id', 'author_name', 'summary', 'body', 'reading_minutes'] as const),
      ...(['tags', 'featured_until', 'feed_weight'] as const),
    ],
    updates: true,
    synonyms: {
      title: ['headline', 'name'],
      slug: ['id', 'permalink'],
      author_name: ['author name', 'by', 'written by'],
      summary: ['abstract', 'description', 'excerpt'],
      body: ['content', 'markdown'],
      reading_minutes: ['minutes', 'reading time'],
    },
  },
  states: {},
})
