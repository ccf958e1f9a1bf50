import {
  CloudDownloadOutlined,
  FileTextOutlined,
  GlobalOutlined,
  IdcardOutlined,
  MailOutlined,
  MessageOutlined,
  SafetyCertificateOutlined,
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
      waiting: {
        label: 'sources wait for a review of their terms',
        urlQuery: '?terms_state=any:unreviewed&state=any:active,paused',
        where: () => [
          { field: 'terms_state', operator: 'eq', value: 'unreviewed' },
          { field: 'state', operator: 'in', value: ['active', 'paused'] },
        ],
      },
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
        urlQuery: '?state=any:failed&queued_at=last:24h',
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
      menu: { shortcut: 'g j' },
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
        urlQuery: '?handled_at=empty',
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
    {
      table: 'outreach_senders',
      label: 'Senders',
      icon: <IdcardOutlined />,
      roles,
      menu: { shortcut: 'g x' },
      waiting: {
        label: 'senders are paused',
        urlQuery: '?state=any:paused',
        where: () => [{ field: 'state', operator: 'eq', value: 'paused' }],
      },
      load: () => import('./outreachSenders'),
    },
    {
      table: 'sequence_senders',
      label: 'Further senders',
      icon: <IdcardOutlined />,
      roles,
      load: () => import('./sequenceSenders'),
    },
    {
      table: 'lead_consents',
      label: 'Consents',
      icon: <SafetyCertificateOutlined />,
      roles,
      load: () => import('./leadConsents'),
    },
  ],
}
