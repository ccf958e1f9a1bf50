import { lazy } from 'react'
import { defineResource, embeddedText } from '@/resource/define'
import { humanize } from '@/resource/field'
import { calendarDay, dateTime, number, relation, text } from '@/resource/fields'

export default defineResource({
  table: 'usage_tracking',
  one: 'usage record',
  about: 'How much each member used of each feature in a month, against the limit of their plan.',
  title: (usage) => embeddedText(usage, 'member', 'display_name'),
  secondary: (usage) => humanize(usage.feature),
  titleColumns: ['user_id', 'feature'],
  avatar: true,
  fields: {
    user_id: relation('Member', {
      table: 'member_directory',
      embed: 'member',
      title: 'display_name',
      search: 'search',
      also: ['search'],
      inner: true,
    }),
    feature: text('Feature'),
    used: number('Used'),
    limit_value: number('Limit', { help: 'Empty: without limit' }),
    period_start: calendarDay('Month from'),
    period_end: calendarDay('Until'),
    subscription_id: relation('Subscription', {
      table: 'user_subscriptions',
      embed: 'subscription',
      title: 'state',
    }),
    created_at: dateTime('Recorded'),
  },
  list: {
    columns: ['used', 'limit_value', 'subscription_id', 'period_start', 'period_end'],
    sort: '-period_start',
    search: 'member.search',
    searchHint: 'member',
    filters: ['feature', 'period_start', 'used', 'limit_value', 'user_id', 'subscription_id'],
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
          'period_start',
          'period_end',
          'subscription_id',
        ],
      },
    ],
  },
})
