import {
  AuditOutlined,
  CommentOutlined,
  ExperimentOutlined,
  FlagOutlined,
  FormOutlined,
  OrderedListOutlined,
  SmileOutlined,
  StopOutlined,
} from '@ant-design/icons'
import type { Domain } from '../domain'

const roles = ['moderator', 'growth', 'finance'] as const

/** What members write to each other, and what moderators decide about it. */
export const community: Domain = {
  label: 'Community',
  resources: [
    {
      table: 'community_posts',
      label: 'Posts',
      icon: <FormOutlined />,
      roles,
      menu: { shortcut: 'g c' },
      waiting: {
        label: 'posts wait for a decision',
        address: '?state=any:pending',
        where: () => [{ field: 'state', operator: 'eq', value: 'pending' }],
      },
      load: () => import('./communityPosts'),
    },
    {
      table: 'post_comments',
      label: 'Comments',
      icon: <CommentOutlined />,
      roles,
      menu: {},
      waiting: {
        label: 'comments wait for a decision',
        address: '?state=any:pending',
        where: () => [{ field: 'state', operator: 'eq', value: 'pending' }],
      },
      load: () => import('./postComments'),
    },
    {
      table: 'content_reports',
      label: 'Reports',
      icon: <FlagOutlined />,
      roles: ['moderator'],
      menu: {},
      waiting: {
        label: 'reports are open',
        address: '?state=any:open',
        where: () => [{ field: 'state', operator: 'eq', value: 'open' }],
      },
      load: () => import('./contentReports'),
    },
    {
      table: 'moderation_decisions',
      label: 'Decisions',
      icon: <AuditOutlined />,
      roles,
      menu: {},
      load: () => import('./moderationDecisions'),
    },
    {
      table: 'member_sanctions',
      label: 'Sanctions',
      icon: <StopOutlined />,
      roles: ['moderator'],
      menu: {},
      load: () => import('./memberSanctions'),
    },
    {
      table: 'moderation_reasons',
      label: 'Reasons',
      icon: <OrderedListOutlined />,
      roles,
      menu: {},
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
