import { BulbOutlined, EyeOutlined, ReadOutlined, TagsOutlined } from '@ant-design/icons'
import type { Domain } from '../domain'

const roles = ['moderator', 'growth', 'finance'] as const

/** What members read and solve: articles by topic, and daily puzzles. */
export const content: Domain = {
  label: 'Content',
  resources: [
    {
      table: 'content_articles',
      label: 'Articles',
      icon: <ReadOutlined />,
      roles,
      menu: { shortcut: 'g d' },
      load: () => import('./contentArticles'),
    },
    {
      table: 'content_topics',
      label: 'Topics',
      icon: <TagsOutlined />,
      roles,
      menu: { shortcut: 'g shift+t' },
      load: () => import('./contentTopics'),
    },
    {
      table: 'puzzles',
      label: 'Puzzles',
      icon: <BulbOutlined />,
      roles,
      menu: { shortcut: 'g shift+z' },
      load: () => import('./puzzles'),
    },
    {
      table: 'user_content_interactions',
      label: 'Article readers',
      icon: <EyeOutlined />,
      roles: ['moderator'],
      load: () => import('./userContentInteractions'),
    },
  ],
}
