import { LineChartOutlined } from '@ant-design/icons'
import type { Domain } from '../domain'

/** How members come back. */
export const engagement: Domain = {
  label: 'Insights',
  resources: [
    {
      table: 'engagement_sessions',
      label: 'Engagement',
      icon: <LineChartOutlined />,
      roles: ['moderator', 'growth', 'finance'],
      menu: { shortcut: 'g n' },
      load: () => import('./engagementSessions'),
    },
  ],
}
