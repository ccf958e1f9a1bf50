import { BellOutlined, ClockCircleOutlined, LineChartOutlined, PushpinOutlined } from '@ant-design/icons'
import type { Domain } from '../domain'

const roles = ['moderator', 'growth', 'finance'] as const

/** How often members come back, and what they do. */
export const engagement: Domain = {
  label: 'Insights',
  home: [{ key: 'growth-trend', roles: ['growth'], load: () => import('./LifecycleChart') }],
  pages: [
    {
      path: '/engagement',
      label: 'Engagement',
      icon: <LineChartOutlined />,
      roles,
      menu: { shortcut: 'g n' },
      load: () => import('./EngagementPage'),
    },
  ],
  charts: [
    { key: 'activity', roles, load: () => import('./EngagementChart') },
    { key: 'lifecycle', roles, load: () => import('./LifecycleChart') },
    { key: 'stickiness', roles, load: () => import('./StickinessChart') },
    { key: 'retention', roles, load: () => import('./RetentionChart') },
    { key: 'funnel', roles, load: () => import('./FunnelChart') },
    { key: 'split', roles, load: () => import('./SplitChart') },
    { key: 'reach', roles, load: () => import('./ReachChart') },
    { key: 'streaks', roles, load: () => import('./StreaksChart') },
    { key: 'community', roles, load: () => import('./CommunityChart') },
    { key: 'outcomes', roles, load: () => import('./OutcomesChart') },
  ],
  resources: [
    {
      table: 'engagement_sessions',
      label: 'Sessions',
      icon: <ClockCircleOutlined />,
      roles,
      menu: { shortcut: 'g shift+h' },
      load: () => import('./engagementSessions'),
    },
    {
      table: 'chart_annotations',
      label: 'Annotations',
      icon: <PushpinOutlined />,
      roles,
      load: () => import('./chartAnnotations'),
    },
    {
      table: 'chart_lines',
      label: 'Alerts',
      icon: <BellOutlined />,
      roles,
      menu: { shortcut: 'g shift+l' },
      load: () => import('./chartLines'),
    },
  ],
}
