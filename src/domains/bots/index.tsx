import { AlertOutlined, HeartOutlined, RobotOutlined } from '@ant-design/icons'
import type { Domain } from '../domain'

const roles = ['moderator', 'growth', 'finance'] as const

/** The AI bots: how they are, and what they did. */
export const bots: Domain = {
  label: 'Bots',
  resources: [
    {
      table: 'ai_bot_health',
      label: 'Bot health',
      icon: <HeartOutlined />,
      roles,
      menu: { shortcut: 'g b' },
      waiting: {
        label: 'bots are not well',
        address: '?state=none:healthy',
        where: () => [{ field: 'state', operator: 'ne', value: 'healthy' }],
      },
      load: () => import('./aiBotHealth'),
    },
    {
      table: 'bot_actions_log',
      label: 'Bot actions',
      icon: <RobotOutlined />,
      roles,
      menu: { shortcut: 'g a' },
      waiting: {
        label: 'bot actions need attention',
        address: '?review=any:needs_attention',
        where: () => [{ field: 'review', operator: 'eq', value: 'needs_attention' }],
      },
      load: () => import('./botActionsLog'),
    },
    {
      table: 'bot_incidents',
      label: 'Incidents',
      icon: <AlertOutlined />,
      roles,
      menu: { shortcut: 'g shift+i' },
      load: () => import('./botIncidents'),
    },
  ],
}
