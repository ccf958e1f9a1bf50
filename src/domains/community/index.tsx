import {
  AuditOutlined,
  CommentOutlined,
  ExperimentOutlined,
  FlagOutlined,
  FormOutlined,
  InboxOutlined,
  OrderedListOutlined,
  SmileOutlined,
  StopOutlined,
} from '@ant-design/icons'
import type { Domain } from '../domain'

const roles = ['moderator', 'growth', 'finance'] as const

/** What members write to each other, and what moderators decide about it. */
export const community: Domain = {
  label: 'Community',
  pages: [
    {
      path: '/moderation-queue',
      label: 'Moderation queue',
      icon: <InboxOutlined />,
      roles: ['moderator'],
      menu: { shortcut: 'g q' },
      waiting: {
        resource: 'moderation_queue',
        label: 'items wait in the queue',
        address: '?view=all',
        where: () => [],
      },
      load: () => import('./moderation/QueuePage'),
    },
  ],
  home: [{ key: 'moderation', roles: ['moderator'], load: () => import('./moderation/ModeratorHome') }],
  resources: [
    {
      table: 'community_posts',
      label: 'Posts',
      icon: <FormOutlined />,
      roles,
      menu: { shortcut: 'g c' },
      load: () => import('./communityPosts'),
    },
    {
      table: 'post_comments',
      label: 'Comments',
      icon: <CommentOutlined />,
      roles,
      menu: { shortcut: 'g shift+c' },
      load: () => import('./postComments'),
    },
    {
      table: 'content_reports',
      label: 'Reports',
      icon: <FlagOutlined />,
      roles: ['moderator'],
      menu: { shortcut: 'g shift+r' },
      load: () => import('./contentReports'),
    },
    {
      table: 'moderation_decisions',
      label: 'Decisions',
      icon: <AuditOutlined />,
      roles,
      menu: { shortcut: 'g shift+d' },
      load: () => import('./moderationDecisions'),
    },
    {
      table: 'member_sanctions',
      label: 'Sanctions',
      icon: <StopOutlined />,
      roles: ['moderator'],
      menu: { shortcut: 'g shift+x' },
      load: () => import('./memberSanctions'),
    },
    {
      table: 'moderation_reasons',
      label: 'Reasons',
      icon: <OrderedListOutlined />,
      roles,
      menu: { shortcut: 'g shift+o' },
      load: () => import('./moderationReasons'),
    },
    {
      table: 'post_reactions',
      label: 'Reactions',
      icon: <SmileOutlined />,
      roles,
      load: () => import('./postReactions'),
    },
    {
      table: 'post_extractions',
      label: 'Extractions',
      icon: <ExperimentOutlined />,
      roles: ['moderator'],
      load: () => import('./postExtractions'),
    },
  ],
}
