import { defineResource } from '@/resource/define'
import { dateTime, email, longText, options, relation, text } from '@/resource/fields'

export default defineResource({
  table: 'outreach_suppressions',
  one: 'suppression',
  about: 'Addresses that must never be mailed again, whatever list they turn up on.',
  may: { create: ['growth'], edit: ['admin'], delete: ['admin'] },
  title: (suppression) => suppression.email,
  titleColumns: ['email'],
  fields: {
    email: email('Email', { help: 'Stops every sequence and queued email to this address at once.' }),
    reason: options(
      'Reason',
      {
        unsubscribed: 'grey',
        objected: 'red',
        complained: 'red',
        hard_bounce: ['Hard bounce', 'amber'],
        legal: 'red',
        manual: 'grey',
      },
      { width: 140 },
    ),
    source: text('Came by', { width: 150 }),
    note: longText('Note'),
    created_by: relation('Added by', {
      table: 'staff_members',
      embed: 'adder',
      title: 'full_name',
      key: 'user_id',
    }),
    created_at: dateTime('Added'),
  },
  list: {
    columns: ['email', 'reason', 'source', 'created_by', 'created_at'],
    sort: '-created_at',
    search: 'search',
    searchHint: 'email or note',
    filters: ['reason', 'source', 'created_by', 'created_at', 'email'],
  },
  detail: { sections: [{ fields: ['email', 'reason', 'source', 'created_by', 'created_at', 'note'] }] },
  form: { sections: [{ fields: ['email', 'reason', 'source', 'note'] }], createOnly: ['email'] },
  import: {
    key: ['email'],
    columns: ['email', 'reason', 'source', 'note'],
    // Who is suppressed stays so, for the reason given first.
    updates: false,
    synonyms: {
      email: ['e-mail', 'email address', 'e-mail address', 'mail', 'address', 'e-mail-adresse'],
      reason: ['why', 'type'],
      note: ['notes', 'comment'],
    },
  },
})
