import { defineResource } from '@/resource/define'
import { dateTime, number, programName, reading, text } from '@/resource/fields'

export default defineResource({
  table: 'moderation_settings',
  one: 'setting',
  about: 'The numbers that moderation goes by. Admins change them; a change counts at once.',
  may: { edit: ['admin'] },
  title: (setting) => setting.label,
  titleColumns: ['label'],
  fields: {
    label: text('Setting', { width: 280 }),
    code: programName('Name in the app'),
    about: reading('What it does', { width: 420 }),
    value: number('Value', { width: 96 }),
    smallest: number('At least', { width: 96 }),
    largest: number('At most', { width: 96 }),
    created_at: dateTime('Added'),
    updated_at: dateTime('Changed'),
  },
  list: {
    columns: ['value', 'about', 'smallest', 'largest', 'updated_at'],
    sort: 'label',
    search: 'search',
    searchHint: 'setting',
    filters: ['code', 'updated_at'],
  },
  detail: { sections: [{ fields: ['value', 'about', 'smallest', 'largest', 'updated_at'] }] },
  form: { sections: [{ fields: ['value'] }] },
})
