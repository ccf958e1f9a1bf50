import { defineResource } from '@/resource/define'
import { humanize } from '@/resource/field'
import { dateTime, flag, number, options, relation, text } from '@/resource/fields'

const everyone = ['moderator', 'growth', 'finance'] as const

export default defineResource({
  table: 'chart_lines',
  one: 'alert',
  about: 'A line on a figure: what crosses it appears on the home page of the team.',
  may: { create: everyone, edit: everyone, delete: everyone },
  title: (line) =>
    `${humanize(line.figure)}${line.subject ? ` of ${line.subject}` : ''} ${line.direction} ${Number(line.threshold)} a ${line.period}`,
  titleColumns: ['figure', 'subject', 'direction', 'threshold', 'period'],
  fields: {
    figure: options('Figure', {
      active_members: undefined,
      sessions: undefined,
      minutes: ['Minutes in the app'],
      minutes_each: ['Minutes per active member'],
      new_members: undefined,
      returning_members: undefined,
      revived_members: undefined,
      lapsed_members: undefined,
      stickiness: ['Stickiness in per cent'],
      sign_ups: ['Sign-ups'],
      posts: undefined,
      comments: undefined,
      reactions: undefined,
      writers: ['Members who wrote'],
      matches: undefined,
      decisions: ['Decisions of moderators'],
      failed_runs: undefined,
      bounced_mails: ['Bounced emails'],
      bot_actions: undefined,
      bot_failures: undefined,
      bot_cost: ['Bot cost in dollars'],
      bot_incidents: undefined,
      reports: ['Reports by members'],
      failed_payments: ['Subscriptions past due'],
      revenue: ['Recurring revenue in a currency'],
      feature_uses: ['Uses of a feature this month'],
    }),
    subject: text('Of', {
      help: 'The feature for uses of one, such as introductions; the currency for revenue, such as EUR.',
    }),
    direction: options('When it is', { above: undefined, below: undefined }),
    threshold: number('Line', { digits: 2 }),
    period: options('In the last', { day: ['24 hours'], week: ['7 days'], month: ['30 days'] }),
    team: options('Appears for', {
      moderator: ['Moderators'],
      growth: ['Growth'],
      finance: ['Finance'],
      admin: ['Admins'],
    }),
    active: flag('In use'),
    created_by: relation('Drawn by', {
      table: 'staff_members',
      embed: 'drawer',
      title: 'full_name',
      key: 'user_id',
    }),
    created_at: dateTime('Drawn'),
  },
  list: {
    columns: ['direction', 'threshold', 'period', 'team', 'active', 'created_by', 'created_at'],
    sort: '-created_at',
    filters: ['figure', 'team', 'active', 'created_by'],
  },
  detail: {
    sections: [
      {
        fields: [
          'figure',
          'subject',
          'direction',
          'threshold',
          'period',
          'team',
          'active',
          'created_by',
          'created_at',
        ],
      },
    ],
  },
  form: {
    sections: [{ fields: ['figure', 'subject', 'direction', 'threshold', 'period', 'team', 'active'] }],
  },
})
