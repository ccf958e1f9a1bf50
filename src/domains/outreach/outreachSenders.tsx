import { defineResource } from '@/resource/define'
import { dateTime, email, longText, number, options, text } from '@/resource/fields'

export default defineResource({
  table: 'outreach_senders',
  one: 'sender',
  about:
    'The addresses that sequences write from. One pauses by itself when too much of its mail bounces or is complained about.',
  may: { create: ['growth'], edit: ['growth'] },
  title: (sender) => sender.email,
  secondary: (sender) => sender.name,
  titleColumns: ['email', 'name'],
  fields: {
    email: email('Address', { width: 260 }),
    name: text('Name', { help: 'Stands before the address in every email.' }),
    state: options('State', { active: 'green', paused: 'amber', retired: 'grey' }),
    pause_reason: longText('Why it is paused', { input: undefined, width: 320 }),
    daily_cap: number('Emails a day', { width: 112, help: 'At most this many a day, by UTC.' }),
    ramp_start: number('Begins with', {
      width: 104,
      help: 'A new address begins with this many a day; empty for no ramp.',
    }),
    ramp_step: number('Grows by', { width: 96, help: 'So many more with each day since its first use.' }),
    min_gap_seconds: number('Seconds between', {
      width: 128,
      help: 'At least this long between two emails.',
    }),
    first_used_at: dateTime('First used'),
    created_at: dateTime('Added'),
    updated_at: dateTime('Changed'),
  },
  list: {
    columns: ['email', 'state', 'daily_cap', 'ramp_start', 'ramp_step', 'first_used_at', 'pause_reason'],
    sort: '-created_at',
    filters: ['state', 'email', 'daily_cap', 'first_used_at', 'created_at'],
    views: [{ name: 'Paused', urlQuery: 'state=any:paused' }],
  },
  detail: {
    sections: [
      { fields: ['state', 'pause_reason', 'first_used_at'] },
      { title: 'Limits', fields: ['daily_cap', 'ramp_start', 'ramp_step', 'min_gap_seconds'] },
    ],
    related: [
      { table: 'sequence_senders', by: 'sender_id', title: 'Also writes for', columns: ['sequence_id'] },
      { table: 'email_sends', by: 'sender_id', columns: ['lead_id', 'state', 'reason', 'queued_at'] },
    ],
  },
  form: {
    sections: [
      { fields: ['email', 'name'] },
      { title: 'Limits', fields: ['daily_cap', 'ramp_start', 'ramp_step', 'min_gap_seconds'] },
    ],
    createOnly: ['email'],
    initial: { daily_cap: 500, ramp_step: 20, min_gap_seconds: 0 },
  },
  states: {},
})
