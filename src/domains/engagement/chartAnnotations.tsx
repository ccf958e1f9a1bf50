import { defineResource } from '@/resource/define'
import { calendarDay, dateTime, options, relation, text } from '@/resource/fields'

const everyone = ['moderator', 'growth', 'finance'] as const

export default defineResource({
  table: 'chart_annotations',
  one: 'annotation',
  about: 'What happened on a day (a release, a campaign), written onto the time axis of every chart.',
  may: { create: everyone, edit: everyone, delete: everyone },
  title: (annotation) => annotation.label,
  titleColumns: ['label'],
  fields: {
    label: text('What happened', { help: 'As short as a headline.' }),
    on_day: calendarDay('On'),
    until_day: calendarDay('Until', { help: 'Empty: on that day only.' }),
    kind: options('Kind', { release: undefined, campaign: undefined, incident: undefined, other: undefined }),
    created_by: relation('Written by', {
      table: 'staff_members',
      embed: 'writer',
      title: 'full_name',
      key: 'user_id',
    }),
    created_at: dateTime('Written'),
  },
  list: {
    columns: ['on_day', 'until_day', 'kind', 'created_by', 'created_at'],
    sort: '-on_day',
    filters: ['on_day', 'kind', 'created_by'],
  },
  detail: { sections: [{ fields: ['on_day', 'until_day', 'kind', 'created_by', 'created_at'] }] },
  form: { sections: [{ fields: ['label', 'on_day', 'until_day', 'kind'] }] },
})
