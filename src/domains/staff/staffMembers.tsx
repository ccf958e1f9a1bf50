import { defineResource } from '@/resource/define'
import { isEmpty } from '@/resource/field'
import { choices, dateTime, email, flag, longText, text } from '@/resource/fields'

const roles = choices(
  'Roles',
  { moderator: undefined, growth: undefined, finance: undefined, admin: undefined },
  {
    help: 'A person may hold several. An admin may do everything, including this.',
    validate: (value) =>
      isEmpty(value) ? 'Choose at least one; without a role nobody is let in.' : undefined,
  },
)

export default defineResource({
  table: 'staff_members',
  one: 'staff member',
  about: 'Who may use this console, and as what.',
  may: { create: ['admin'], edit: ['admin'] },
  title: (person) => person.full_name,
  secondary: (person) => person.email,
  titleColumns: ['full_name', 'email'],
  avatar: true,
  fields: {
    full_name: text('Name'),
    email: email('Email', {
      help: 'Of an account that exists already: the person signs up first. Nothing is sent.',
      validate: (value) =>
        isEmpty(value) || /^\S+@\S+\.\S+$/.test(String(value).trim())
          ? undefined
          : 'Not an email address, such as name@example.com',
    }),
    roles,
    active: flag('Active', { input: undefined }),
    created_at: dateTime('Since'),
    updated_at: dateTime('Changed'),
  },
  list: {
    columns: ['roles', 'active', 'created_at'],
    sort: 'full_name',
    search: 'search',
    searchHint: 'name or email',
    filters: ['roles', 'active', 'full_name', 'email', 'created_at'],
  },
  detail: {
    sections: [{ fields: ['roles', 'active', 'email', 'created_at', 'updated_at'] }],
    related: [
      { table: 'audit_log', by: 'actor_id', title: 'What they changed' },
      { table: 'leads', by: 'owner_id', title: 'Leads they own', canAdd: () => false },
      { table: 'outreach_sequences', by: 'owner_id', title: 'Sequences they own', canAdd: () => false },
      { table: 'moderation_decisions', by: 'moderator_id', title: 'Their decisions' },
    ],
  },
  form: {
    sections: [{ fields: ['email', 'full_name', 'roles'] }],
    createOnly: ['email'],
    create: {
      rpc: 'invite_staff',
      args: ({ email, full_name, roles }) => ({ email, full_name, roles }),
    },
  },
  actions: [
    {
      key: 'deactivate',
      label: 'Deactivate…',
      roles: ['admin'],
      danger: true,
      when: (person) => person.active,
      rpc: 'set_staff_active',
      args: (person) => ({ user_id: person.user_id, version: person.updated_at, active: false }),
      ask: { reason: longText('Why', { help: 'Kept in the history.' }) },
      explain: (person) =>
        `${person.full_name} sees nothing here any more, from the next request on. What they did stays, and you can reactivate them.`,
      done: 'They are no longer let in.',
    },
    {
      key: 'reactivate',
      label: 'Reactivate…',
      roles: ['admin'],
      when: (person) => !person.active,
      rpc: 'set_staff_active',
      args: (person) => ({ user_id: person.user_id, version: person.updated_at, active: true }),
      ask: { reason: longText('Why', { help: 'Kept in the history.' }) },
      explain: (person) => `${person.full_name} is let in again, with the roles they had.`,
      done: 'They are let in again.',
    },
  ],
})
