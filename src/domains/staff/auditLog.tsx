import { Link } from 'react-router'
import { defineResource } from '@/resource/define'
import { humanize, isEmpty } from '@/resource/field'
import { choices, code, dateTime, longText, options, relation, text } from '@/resource/fields'
import { none } from '@/resource/fields/text'
import { RecordLink } from '@/resource/RecordLink'
import { columns } from '@/supabase/columns'
import { AuditChange } from './AuditChange'

// Tables without `updated_at` are not audited: rules, the log itself, and figures derived from other rows.
const tables = Object.keys(columns).filter((table) => 'updated_at' in (columns[table] ?? {}))

const actor = relation('Who', {
  table: 'staff_members',
  // Without a foreign key: staff members can be deleted, but their changes stay in the log.
  embed: '',
  title: 'full_name',
  key: 'user_id',
})

export default defineResource({
  table: 'audit_log',
  one: 'change',
  about:
    'Every change that people and services made: who, when, what, before and after. Nobody can alter it.',
  title: (change) =>
    change.record_label ?? `${humanize(change.table_name)} ${String(change.record_id).slice(0, 8)}`,
  secondary: (change) => humanize(change.table_name),
  titleColumns: ['record_label', 'table_name', 'record_id'],
  fields: {
    at: dateTime('When'),
    actor_id: {
      ...actor,
      text: (_id, change) => String(change.actor_name),
      show: (id, change, place) => {
        const name = String(change.actor_name)
        return (
          <span className={place === 'list' ? 'value-line' : undefined}>
            {id ? (
              <RecordLink table={name === 'A member' ? 'profiles' : 'staff_members'} id={String(id)}>
                {name}
              </RecordLink>
            ) : (
              name
            )}
          </span>
        )
      },
    },
    actor_name: text('Name at the time'),
    actor_kind: options('Kind of actor', { person: undefined, service: undefined, system: undefined }),
    actor_roles: choices('Roles at the time', {}),
    action: options('Did', {
      insert: ['Created', 'green'],
      update: ['Changed', 'blue'],
      delete: ['Deleted', 'red'],
    }),
    table_name: options('Table', Object.fromEntries(tables.map((table) => [table, undefined]))),
    record_id: {
      ...code('Record'),
      show: (id, change) =>
        change.action === 'delete' ? (
          String(change.record_label ?? 'It is gone')
        ) : (
          <RecordLink table={String(change.table_name)} id={String(id)}>
            {String(change.record_label || 'Open it')}
          </RecordLink>
        ),
    },
    record_label: text('Called'),
    changed: choices('What', {}, { options: undefined }),
    reason: longText('Why', { width: 200 }),
    operation_id: code('Bulk change', {
      filter: 'key',
      show: (id) => (isEmpty(id) ? none : <Link to={`/audit-log?operation_id=is:${id}`}>All of it</Link>),
      help: 'The same for all records of one bulk change.',
    }),
  },
  list: {
    columns: ['action', 'changed', 'actor_id', 'reason', 'at'],
    sort: '-at',
    search: 'search',
    searchHint: 'person, record or reason',
    filters: [
      'actor_id',
      'table_name',
      'action',
      'at',
      'record_label',
      'reason',
      'actor_kind',
      'operation_id',
    ],
  },
  detail: {
    sections: [
      {
        fields: [
          'action',
          'table_name',
          'record_id',
          'at',
          'actor_id',
          'actor_roles',
          'actor_kind',
          'operation_id',
          'reason',
        ],
      },
    ],
    extra: AuditChange,
    history: false,
  },
})
