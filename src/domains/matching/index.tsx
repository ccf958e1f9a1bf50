import {
  CommentOutlined,
  FileTextOutlined,
  NodeIndexOutlined,
  StopOutlined,
  TeamOutlined,
} from '@ant-design/icons'
import type { Domain } from '../domain'

const moderators = ['moderator'] as const

/** Matches between members, and the feedback on them. */
export const matching: Domain = {
  label: 'Matching',
  resources: [
    {
      table: 'matches',
      label: 'Matches',
      icon: <TeamOutlined />,
      roles: moderators,
      menu: { shortcut: 'g t' },
      load: () => import('./matches'),
    },
    {
      table: 'introduction_reports',
      label: 'Introduction reports',
      icon: <FileTextOutlined />,
      roles: moderators,
      menu: { shortcut: 'g shift+n' },
      load: () => import('./introductionReports'),
    },
    {
      table: 'match_feedback',
      label: 'Feedback',
      icon: <CommentOutlined />,
      roles: moderators,
      load: () => import('./matchFeedback'),
    },
    {
      table: 'match_generation_runs',
      label: 'Generation runs',
      icon: <NodeIndexOutlined />,
      roles: moderators,
      load: () => import('./matchGenerationRuns'),
    },
    {
      table: 'dealbreakers',
      label: 'Dealbreakers',
      icon: <StopOutlined />,
      roles: ['moderator', 'growth', 'finance'],
      menu: { shortcut: 'g shift+b' },
      load: () => import('./dealbreakers'),
    },
  ],
}
