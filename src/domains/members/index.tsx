import { IdcardOutlined } from '@ant-design/icons'
import type { Domain } from '../domain'

/** The people the product is for. */
export const members: Domain = {
  label: 'Members',
  resources: [
    {
      table: 'profiles',
      label: 'Members',
      icon: <IdcardOutlined />,
      roles: ['moderator', 'growth', 'finance'],
      menu: { shortcut: 'g o' },
      load: () => import('./profiles'),
    },
  ],
}
