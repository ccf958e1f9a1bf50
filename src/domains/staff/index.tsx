import { AuditOutlined, SafetyOutlined, UserSwitchOutlined } from '@ant-design/icons'
import type { Domain } from '../domain'

const admins = ['admin'] as const

/** The staff who use the console, and the log of all changes. */
export const staff: Domain = {
  label: 'Staff',
  home: [{ key: 'security', roles: admins, load: () => import('./SecurityEvents') }],
  resources: [
    {
      table: 'staff_members',
      label: 'Staff members',
      icon: <UserSwitchOutlined />,
      roles: admins,
      menu: { shortcut: 'g shift+m' },
      load: () => import('./staffMembers'),
    },
    {
      table: 'audit_log',
      label: 'Audit log',
      icon: <AuditOutlined />,
      roles: admins,
      menu: { shortcut: 'g y' },
      load: () => import('./auditLog'),
    },
    {
      table: 'security_events',
      label: 'Sign-ins and exports',
      icon: <SafetyOutlined />,
      roles: admins,
      menu: { shortcut: 'g 0' },
      load: () => import('./securityEventsList'),
    },
  ],
}
