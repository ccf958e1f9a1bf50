import {
  AlertOutlined,
  AuditOutlined,
  DashboardOutlined,
  HeartOutlined,
  RobotOutlined,
} from '@ant-design/icons'
import type { Domain } from '../domain'
import { unhealthyBots } from './board/unhealthyBots'

const roles = ['moderator', 'growth', 'finance'] as const

/** The AI bots: their health and their actions. */
export const bots: Domain = {
  label: 'Bots',
  pages: [
    {
      path: '/bots',
      label: 'Bot board',
      icon: <DashboardOutlined />,
      roles,
      menu: { shortcut: 'g b' },
      waiting: {
        resource: 'bot_board',
        label: 'bots are not well',
        urlQuery: '?show=unwell',
        where: unhealthyBots,
        urgency: 1,
      },
      load: () => import('./board/BotsPage'),
    },
    {
      path: '/bot-review',
      label: 'Bot review',
      icon: <AuditOutlined />,
      roles: ['moderator', 'growth'],
      menu: { shortcut: 'g 9' },
      waiting: {
        resource: 'bot_review_queue',
        label: 'unsure bot actions wait for a verdict',
        urlQuery: '',
        urgency: 3,
      },
      load: () => import('./review/ReviewPage'),
    },
  ],
  needs: [
    {
      key: 'open-incidents',
      table: 'bot_incidents',
      label: 'incidents nobody took on',
      urlQuery: '?resolved_at=empty&acknowledged_at=empty',
    },
  ],
  charts: [
    { key: 'bot-incidents', roles, load: () => import('./board/Incidents') },
    { key: 'bot-cost', roles, load: () => import('./board/CostChart') },
    { key: 'bot-failures', roles, load: () => import('./board/FailuresChart') },
    { key: 'bot-calibration', roles, load: () => import('./board/CalibrationChart') },
  ],
  resources: [
    {
      table: 'ai_bot_health',
      label: 'Bot health',
      icon: <HeartOutlined />,
      roles,
      menu: { shortcut: 'g shift+v' },
      load: () => import('./aiBotHealth'),
    },
    {
      table: 'bot_actions_log',
      label: 'Bot actions',
      icon: <RobotOutlined />,
      roles,
      menu: { shortcut: 'g a' },
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
