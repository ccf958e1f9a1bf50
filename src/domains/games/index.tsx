import {
  BulbOutlined,
  HistoryOutlined,
  QuestionCircleOutlined,
  SmileOutlined,
  TrophyOutlined,
} from '@ant-design/icons'
import type { Domain } from '../domain'

const everyTeam = ['moderator', 'growth', 'finance'] as const
const moderators = ['moderator'] as const

/** Games with their questions and members' answers, and the badges that members earn. */
export const games: Domain = {
  label: 'Games',
  resources: [
    {
      table: 'games',
      label: 'Games',
      icon: <SmileOutlined />,
      roles: everyTeam,
      menu: { shortcut: 'g g' },
      load: () => import('./games'),
    },
    {
      table: 'badges',
      label: 'Badges',
      icon: <TrophyOutlined />,
      roles: everyTeam,
      menu: { shortcut: 'g shift+a' },
      load: () => import('./badges'),
    },
    {
      table: 'game_questions',
      label: 'Game questions',
      icon: <QuestionCircleOutlined />,
      roles: everyTeam,
      load: () => import('./gameQuestions'),
    },
    {
      table: 'user_game_sessions',
      label: 'Game sessions',
      icon: <HistoryOutlined />,
      roles: moderators,
      load: () => import('./userGameSessions'),
    },
    {
      table: 'user_game_responses',
      label: 'Game answers',
      icon: <BulbOutlined />,
      roles: moderators,
      load: () => import('./userGameResponses'),
    },
  ],
}
