import { defineResource } from '@/resource/define'
import { humanize } from '@/resource/field'
import { dateTime, flag, number, options, relation } from '@/resource/fields'

const everyone = ['moderator', 'growth', 'finance'] as const

export default defineResource({
  table: 'chart_lines',
  one: 'alert',
  about: 'A line on a figure: what crosses it appears on the home page of the team.',
  may: { create: everyone, edit: everyone, delete: everyone },
  title: (line) => `${humanize(line.figure)} ${line.direction} ${Number(line.threshold)} a ${line.period}`,
  titleColumns: ['figure', 'direction', 'threshold', 'period'],
  fields: {
    figure: options('Figure', {
      active_members: undefined,
      sessions: undefined,
      sign_ups: ['Sign-ups'],
      failed_runs: undefined,
      bounced_mails: ['Bounced emails'],
      bot_failures: undefined,
      bot_cost: ['Bot cost in dollars'],
      bot_incidents: undefined,
      reports: ['Reports by members'],
      failed_payments: ['Subscriptions past due'],
    }),
    direction: options('When it is', { above: undefined, below: undefined }),
    threshold: number('Line'),
    period: options('In the last', { day: ['24 hours'], week: ['7 days'] }),
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
        fields: ['figure', 'direction', 'threshold', 'period', 'team', 'active', 'created_by', 'created_at'],
      },
    ],
  },
  form: { sections: [{ fields: ['figure', 'direction', 'threshold', 'period', 'team', 'active'] }] },
})
