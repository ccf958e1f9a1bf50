import { defineResource } from '@/resource/define'
import { dateTime, flag, longText, options, relation, text } from '@/resource/fields'

export default defineResource({
  table: 'outreach_suppressions',
  one: 'suppression',
  about:
    'Addresses that must never be mailed again, whatever list they turn up on and however they are spelled. Every reason is kept; an admin can lift one.',
  may: { create: ['growth'] },
  title: (suppression) => suppression.email,
  titleColumns: ['email'],
  fields: {
    email: text('Address or domain', {
      width: 240,
      help: 'Stops every sequence and queued email to it at once.',
    }),
    kind: options('What', {
      address: 'grey',
      domain: 'violet',
      person: ['Person, by all that is theirs', 'blue'],
      hash: ['Erased person', 'grey'],
    }),
    subdomains: flag('With all under the domain'),
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
    lifted_at: dateTime('Lifted'),
    lifted_by: relation('Lifted by', {
      table: 'staff_members',
      embed: 'lifter',
      title: 'full_name',
      key: 'user_id',
    }),
    lift_reason: longText('Why lifted'),
  },
  list: {
    columns: ['email', 'kind', 'reason', 'source', 'created_by', 'created_at', 'lifted_at'],
    sort: '-created_at',
    search: 'search',
    searchHint: 'address, domain or note',
    filters: ['kind', 'reason', 'source', 'created_by', 'created_at', 'email', 'lifted_at'],
    views: [
      { name: 'In force', urlQuery: 'lifted_at=empty' },
      { name: 'Lifted', urlQuery: 'lifted_at=filled&sort=-lifted_at' },
    ],
  },
  detail: {
    sections: [
      { fields: ['email', 'kind', 'subdomains', 'reason', 'source', 'created_by', 'created_at', 'note'] },
      { title: 'Lifting', fields: ['lifted_at', 'lifted_by', 'lift_reason'] },
    ],
  },
  form: { sections: [{ fields: ['email', 'kind', 'subdomains', 'reason', 'source', 'note'] }] },
  import: {
    key: ['email', 'reason'],
    columns: ['email', 'reason', 'source', 'note'],
    // An import never changes an existing suppression, whatever its reason.
    updates: false,
    synonyms: {
      email: ['e-mail', 'email address', 'e-mail address', 'mail', 'address', 'e-mail-adresse'],
      reason: ['why', 'type'],
      note: ['notes', 'comment'],
    },
  },
  actions: [
    {
      key: 'lift',
      label: 'Lift…',
      roles: ['admin'],
      when: (suppression) => suppression.lifted_at === null,
      rpc: 'lift_suppression',
      args: (suppression) => ({ id: suppression.id }),
      ask: { reason: { ...longText('Why', { help: 'Kept with the suppression.' }), required: true } },
      explain: () =>
        'It counts no more from now on. A lead that objected stays so until they give consent anew.',
      danger: true,
      done: 'The suppression is lifted.',
    },
  ],
})
