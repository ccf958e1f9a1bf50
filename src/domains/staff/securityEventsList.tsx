import { defineResource } from '@/resource/define'
import { humanize } from '@/resource/field'
import { dateTime, json, number, options, relation, text } from '@/resource/fields'

export default defineResource({
  table: 'security_events',
  one: 'security event',
  about: 'Who of the staff signed in, and what they exported. Nobody can alter it.',
  title: (event) =>
    event.kind === 'sign_in'
      ? `${event.who} signed in`
      : `${event.who} exported ${humanize(event.table_name ?? '')}`,
  titleColumns: ['kind', 'who', 'table_name'],
  fields: {
    kind: options('What', { sign_in: ['Signed in', 'grey'], export: ['Exported', 'blue'] }),
    // Without a foreign key: staff members can be deleted, but their events stay in the log.
    user_id: relation('Person', { table: 'staff_members', embed: '', title: 'full_name' }),
    who: text('Who'),
    table_name: text('List', { show: (value) => (value ? humanize(String(value)) : null) }),
    file_format: text('Format'),
    row_count: number('Rows'),
    filters: json('Filters'),
    at: dateTime('When'),
  },
  list: {
    columns: ['kind', 'who', 'table_name', 'file_format', 'row_count', 'at'],
    sort: '-at',
    filters: ['kind', 'who', 'table_name', 'row_count', 'at'],
    views: [
      { name: 'Exports', urlQuery: 'kind=any:export' },
      { name: 'Sign-ins', urlQuery: 'kind=any:sign_in' },
    ],
  },
  detail: {
    sections: [{ fields: ['kind', 'who', 'table_name', 'file_format', 'row_count', 'at', 'filters'] }],
    history: false,
  },
})
