import { lazy } from 'react'
import { defineResource, embeddedText } from '@/resource/define'
import { humanize } from '@/resource/field'
import { calendarDay, dateTime, number, relation, share, text } from '@/resource/fields'
import { anyMember } from '../member'

export default defineResource({
  table: 'usage_tracking',
  one: 'usage record',
  about: 'How much each member used of each feature in a month, against the limit of their plan.',
  title: (usage) => embeddedText(usage, 'member', 'display_name'),
  secondary: (usage) => humanize(usage.feature),
  titleColumns: ['user_id', 'feature'],
  avatar: true,
  fields: {
    user_id: anyMember(),
    feature: { ...text('Feature'), filter: 'exact', show: (feature) => humanize(String(feature)) },
    used: number('Used'),
    limit_value: number('Limit', { help: 'Empty: without limit' }),
    used_share: share('Of the limit', { width: 110 }),
    period_start: calendarDay('Month from'),
    period_end: calendarDay('Until'),
    subscription_id: relation('Subscription', {
      table: 'user_subscriptions',
      embed: 'subscription',
      title: 'state',
    }),
    plan_id: relation('Plan', { table: 'subscription_plans', embed: 'plan', title: 'name' }),
    created_at: dateTime('Recorded'),
  },
  list: {
    columns: ['used', 'limit_value', 'used_share', 'subscription_id', 'period_start', 'period_end'],
    sort: '-period_start',
    filters: ['feature', 'period_start', 'used', 'used_share', 'user_id', 'plan_id', 'subscription_id'],
    views: [{ name: 'Near their limit', urlQuery: 'used_share=from:80' }],
    above: lazy(() => import('./UsageChart')),
  },
  detail: {
    sections: [
      {
        fields: [
          'user_id',
          'feature',
          'used',
          'limit_value',
          'used_share',
          'period_start',
          'period_end',
          'plan_id',
          'subscription_id',
        ],
      },
    ],
  },
})
