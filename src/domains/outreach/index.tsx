import {
  CloudDownloadOutlined,
  FileTextOutlined,
  GlobalOutlined,
  MailOutlined,
  MessageOutlined,
  SendOutlined,
  StopOutlined,
  TeamOutlined,
  UserAddOutlined,
} from '@ant-design/icons'
import type { Domain } from '../domain'

const roles = ['growth'] as const

/** Lead generation and outreach: where leads come from, who they are, what they are sent and what they answer. */
export const outreach: Domain = {
  label: 'Outreach',
  resources: [
    {
      table: 'leads',
      label: 'Leads',
      icon: <UserAddOutlined />,
      roles,
      menu: { shortcut: 'g l' },
      load: () => import('./leads'),
    },
    {
      table: 'lead_sources',
      label: 'Lead sources',
      icon: <GlobalOutlined />,
      roles,
      menu: { shortcut: 'g s' },
      load: () => import('./leadSources'),
    },
    {
      table: 'scrape_runs',
      label: 'Scrape runs',
      icon: <CloudDownloadOutlined />,
      roles,
      menu: { shortcut: 'g r' },
      waiting: {
        label: 'runs failed in the last 24 hours',
        address: '?state=any:failed&queued_at=last:24h',
        where: (now) => [
          { field: 'state', operator: 'eq', value: 'failed' },
          { field: 'queued_at', operator: 'gte', value: new Date(now.getTime() - 86_400_000).toISOString() },
        ],
      },
      load: () => import('./scrapeRuns'),
    },
    {
      table: 'outreach_sequences',
      label: 'Sequences',
      icon: <SendOutlined />,
      roles,
      menu: { shortcut: 'g w' },
      load: () => import('./outreachSequences'),
    },
    {
      table: 'sequence_emails',
      label: 'Sequence emails',
      icon: <FileTextOutlined />,
      roles,
      load: () => import('./sequenceEmails'),
    },
    {
      table: 'sequence_enrollments',
      label: 'Enrollments',
      icon: <TeamOutlined />,
      roles,
      load: () => import('./sequenceEnrollments'),
    },
    {
      table: 'email_sends',
      label: 'Emails sent',
      icon: <MailOutlined />,
      roles,
      menu: { shortcut: 'g shift+e' },
      load: () => import('./emailSends'),
    },
    {
      table: 'outreach_responses',
      label: 'Replies',
      icon: <MessageOutlined />,
      roles,
      menu: { shortcut: 'g e' },
      waiting: {
        label: 'replies wait for an answer',
        address: '?handled_at=empty',
        where: () => [{ field: 'handled_at', operator: 'null', value: true }],
      },
      load: () => import('./outreachResponses'),
    },
    {
      table: 'outreach_suppressions',
      label: 'Suppressions',
      icon: <StopOutlined />,
      roles,
      menu: { shortcut: 'g shift+s' },
      load: () => import('./outreachSuppressions'),
    },
  ],
}
