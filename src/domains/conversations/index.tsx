import { EnterOutlined, PartitionOutlined, QuestionCircleOutlined, SolutionOutlined } from '@ant-design/icons'
import type { Domain } from '../domain'

const roles = ['moderator', 'growth', 'finance'] as const

/** Onboarding by conversation: members' answers, and the flows and questions behind them. */
export const conversations: Domain = {
  label: 'Conversations',
  resources: [
    {
      table: 'user_conversations',
      label: 'Conversations',
      icon: <SolutionOutlined />,
      roles: ['moderator'],
      menu: { shortcut: 'g k' },
      load: () => import('./userConversations'),
    },
    {
      table: 'conversation_flows',
      label: 'Flows',
      icon: <PartitionOutlined />,
      roles,
      menu: { shortcut: 'g shift+f' },
      load: () => import('./conversationFlows'),
    },
    {
      table: 'conversation_questions',
      label: 'Questions',
      icon: <QuestionCircleOutlined />,
      roles,
      menu: { shortcut: 'g shift+q' },
      load: () => import('./conversationQuestions'),
    },
    {
      table: 'conversation_responses',
      label: 'Responses',
      icon: <EnterOutlined />,
      roles: ['moderator'],
      load: () => import('./conversationResponses'),
    },
  ],
}
