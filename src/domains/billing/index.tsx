import {
  BarChartOutlined,
  CalendarOutlined,
  ClockCircleOutlined,
  CreditCardOutlined,
  DollarOutlined,
  FileDoneOutlined,
  FileExcelOutlined,
  OrderedListOutlined,
  ProfileOutlined,
  RiseOutlined,
  RollbackOutlined,
  SyncOutlined,
} from '@ant-design/icons'
import type { Domain } from '../domain'

const roles = ['finance'] as const
const everyone = ['moderator', 'growth', 'finance'] as const

/** Billing: plans, subscriptions, invoices with their lines and payments, and usage against limits. */
export const billing: Domain = {
  label: 'Billing',
  charts: [
    { key: 'usage', roles: everyone, load: () => import('./UsageChart') },
    { key: 'usage-plans', roles: everyone, load: () => import('./usage/PlansChart') },
    { key: 'usage-spread', roles: everyone, load: () => import('./usage/SpreadChart') },
    { key: 'usage-growth', roles: everyone, load: () => import('./usage/GrowthChart') },
    { key: 'revenue', roles, load: () => import('./RevenueTrend') },
    { key: 'revenue-plans', roles, load: () => import('./RevenueByPlan') },
  ],
  // All menu shortcuts are in use, so credit notes and refunds are reached from invoices and payments.
  pages: [
    {
      path: '/receivables',
      label: 'Receivables',
      icon: <ClockCircleOutlined />,
      roles,
      menu: { shortcut: 'g shift+y' },
      load: () => import('./Receivables'),
    },
    {
      path: '/revenue',
      label: 'Recurring revenue',
      icon: <RiseOutlined />,
      roles,
      menu: { shortcut: 'g shift+u' },
      load: () => import('./Revenue'),
    },
    {
      path: '/month-end',
      label: 'Month end',
      icon: <CalendarOutlined />,
      roles,
      menu: { shortcut: 'g 6' },
      load: () => import('./MonthEnd'),
    },
    {
      path: '/unallocated',
      label: 'Unallocated payments',
      icon: <DollarOutlined />,
      roles,
      load: () => import('./Unallocated'),
    },
    {
      path: '/bank-statements',
      label: 'Bank statement',
      icon: <DollarOutlined />,
      roles,
      load: () => import('./bank/BankStatements'),
    },
    {
      path: '/limits-used',
      label: 'Limits used',
      icon: <BarChartOutlined />,
      roles,
      load: () => import('./LimitsUsed'),
    },
    {
      path: '/usage-by-plan',
      label: 'Use of features',
      icon: <BarChartOutlined />,
      roles: everyone,
      menu: { shortcut: 'g 8' },
      load: () => import('./UsagePage'),
    },
    {
      path: '/documents',
      label: 'Documents',
      icon: <FileDoneOutlined />,
      roles,
      load: () => import('./document/DocumentPage'),
    },
    {
      path: '/member-accounts',
      label: 'Account of a member',
      icon: <ProfileOutlined />,
      roles,
      load: () => import('./MemberAccount'),
    },
  ],
  needs: [
    {
      key: 'unallocated-payments',
      table: 'payments',
      label: 'payments are not allocated',
      urlQuery: '?is_unallocated=is:true',
    },
    {
      key: 'unpaid-subscriptions',
      table: 'user_subscriptions',
      label: 'subscriptions are past due or unpaid',
      urlQuery: '?state=any:past_due,unpaid',
    },
    {
      key: 'draft-invoices',
      table: 'invoices',
      label: 'invoices are drafts',
      urlQuery: '?state=any:draft',
      urgency: 3,
    },
  ],
  home: [
    { key: 'finance', roles, load: () => import('./FinanceHome') },
    { key: 'finance-trend', roles, load: () => import('./RevenueTrend') },
  ],
  resources: [
    {
      table: 'invoices',
      label: 'Invoices',
      icon: <FileDoneOutlined />,
      roles,
      menu: { shortcut: 'g i' },
      waiting: {
        label: 'invoices are overdue',
        // A due date has no time zone: it ends when the day ends for the person at the console.
        urlQuery: '?state=any:open&due_on=to:yesterday',
      },
      load: () => import('./invoices'),
    },
    {
      table: 'user_subscriptions',
      label: 'Subscriptions',
      icon: <SyncOutlined />,
      roles,
      menu: { shortcut: 'g u' },
      load: () => import('./userSubscriptions'),
    },
    {
      table: 'payment_methods',
      label: 'Payment methods',
      icon: <CreditCardOutlined />,
      roles,
      menu: { shortcut: 'g m' },
      load: () => import('./paymentMethods'),
    },
    {
      table: 'subscription_plans',
      label: 'Plans',
      icon: <ProfileOutlined />,
      roles: ['finance', 'growth', 'moderator'],
      menu: { shortcut: 'g p' },
      load: () => import('./subscriptionPlans'),
    },
    {
      table: 'plan_prices',
      label: 'Prices',
      icon: <ProfileOutlined />,
      roles: ['finance', 'growth', 'moderator'],
      load: () => import('./planPrices'),
    },
    {
      table: 'subscription_periods',
      label: 'Subscription history',
      icon: <SyncOutlined />,
      roles,
      load: () => import('./subscriptionPeriods'),
    },
    {
      table: 'invoice_line_items',
      label: 'Invoice lines',
      icon: <OrderedListOutlined />,
      roles,
      load: () => import('./invoiceLineItems'),
    },
    {
      table: 'invoice_payments',
      label: 'Payments on invoices',
      icon: <DollarOutlined />,
      roles,
      load: () => import('./invoicePayments'),
    },
    {
      table: 'payments',
      label: 'Payments',
      icon: <DollarOutlined />,
      roles,
      menu: { shortcut: 'g shift+p' },
      load: () => import('./payments'),
    },
    {
      table: 'credit_notes',
      label: 'Credit notes',
      icon: <FileExcelOutlined />,
      roles,
      load: () => import('./creditNotes'),
    },
    {
      table: 'refunds',
      label: 'Refunds',
      icon: <RollbackOutlined />,
      roles,
      load: () => import('./refunds'),
    },
  ],
}

/** Usage of features against plan limits; shown in the engagement area, for every team. */
export const usage = {
  table: 'usage_tracking',
  label: 'Feature usage',
  icon: <BarChartOutlined />,
  roles: ['moderator', 'growth', 'finance'],
  menu: { shortcut: 'g f' },
  load: () => import('./usageTracking'),
} as const satisfies Domain['resources'][number]
