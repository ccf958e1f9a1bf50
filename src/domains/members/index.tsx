import {
  ContactsOutlined,
  HeartOutlined,
  IdcardOutlined,
  PictureOutlined,
  StopOutlined,
  TrophyOutlined,
} from '@ant-design/icons'
import type { Domain } from '../domain'

const moderators = ['moderator'] as const

/** The members of the dating app. */
export const members: Domain = {
  label: 'Members',
  resources: [
    {
      table: 'profiles',
      label: 'Members',
      icon: <IdcardOutlined />,
      roles: moderators,
      menu: { shortcut: 'g o' },
      load: () => import('./profiles'),
    },
    {
      table: 'member_directory',
      label: 'Members',
      icon: <ContactsOutlined />,
      // The directory is in the menu of roles without access to profiles. Moderators have profiles in their
      // menu, but links from the funnel open the directory for them too.
      roles: ['moderator', 'growth', 'finance'],
      menu: { shortcut: 'g shift+k' },
      fuller: 'profiles',
      load: () => import('./memberDirectory'),
    },
    {
      table: 'user_images',
      label: 'Photos',
      icon: <PictureOutlined />,
      roles: moderators,
      menu: { shortcut: 'g v' },
      load: () => import('./userImages'),
    },
    {
      table: 'user_preferences',
      label: 'Preferences',
      icon: <HeartOutlined />,
      roles: moderators,
      load: () => import('./userPreferences'),
    },
    {
      table: 'user_dealbreakers',
      label: 'Members’ dealbreakers',
      icon: <StopOutlined />,
      roles: moderators,
      load: () => import('./userDealbreakers'),
    },
    {
      table: 'user_badges',
      label: 'Badges earned',
      icon: <TrophyOutlined />,
      roles: moderators,
      load: () => import('./userBadges'),
    },
  ],
}
