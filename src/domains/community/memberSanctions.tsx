import { defineResource, embeddedText } from '@/resource/define'
import { humanize } from '@/resource/field'
import { dated, dateTime, longText, options, reading, relation } from '@/resource/fields'
import { member } from '../member'
import { reasonRelation } from './relations'

/** The labels of the kinds of sanction. */
const names: Readonly<Record<string, string>> = { warn: 'Warning', mute: 'Mute', suspend: 'Suspension' }

export default defineResource({
  table: 'member_sanctions',
  one: 'sanction',
  about: 'Warnings, mutes and suspensions of members. They end by time, or when somebody lifts them.',
  title: (sanction) => names[sanction.kind] ?? humanize(sanction.kind),
  secondary: (sanction) => embeddedText(sanction, 'member', 'display_name'),
  titleColumns: ['kind'],
  fields: {
    kind: options('Kind', {
      warn: ['Warning', 'amber'],
      mute: ['Mute', 'violet'],
      suspend: ['Suspension', 'red'],
    }),
    member_id: member('Member', { width: 160 }),
    reason_code: relation('Reason', reasonRelation, { width: 170 }),
    message: reading('The member reads'),
    note: reading('Note', { help: 'The member never sees it.' }),
    starts_at: dated('From'),
    ends_at: dated('Until', { help: 'It ends by itself then.' }),
    decision_id: relation('Decision', {
      table: 'moderation_decisions',
      embed: 'led_to',
      title: 'decision',
      name: (decision) => humanize(String(decision.decision)),
    }),
    created_by: relation('Imposed by', {
      table: 'staff_members',
      embed: 'creator',
      title: 'full_name',
      key: 'user_id',
    }),
    lifted_at: dateTime('Lifted'),
    lifted_by: relation('Lifted by', {
      table: 'staff_members',
      embed: 'lifter',
      title: 'full_name',
      key: 'user_id',
    }),
    lifted_why: reading('Why it was lifted'),
    created_at: dateTime('Imposed'),
    updated_at: dateTime('Changed'),
  },
  list: {
    columns: ['reason_code', 'starts_at', 'ends_at', 'lifted_at', 'created_by'],
    sort: '-starts_at',
    search: 'member.search',
    searchHint: 'member',
    filters: [
      'kind',
      'member_id',
      'reason_code',
      'starts_at',
      'ends_at',
      'lifted_at',
      'created_by',
      'created_at',
    ],
  },
  detail: {
    sections: [
      { fields: ['member_id', 'reason_code', 'starts_at', 'ends_at', 'message', 'note'] },
      { title: 'How it came about', fields: ['decision_id', 'created_by', 'created_at'] },
      { title: 'Lifted', fields: ['lifted_at', 'lifted_by', 'lifted_why'] },
    ],
  },
  actions: [
    {
      key: 'confirm',
      label: 'Confirm without an end',
      roles: ['moderator'],
      when: (sanction) => sanction.permanent_asked && !sanction.confirmed_by && !sanction.lifted_at,
      rpc: 'confirm_sanction',
      args: (sanction) => ({ sanction_id: sanction.id }),
      explain: () =>
        'The suspension has no end then. Somebody other than whoever imposed it confirms it; until then it ends by itself.',
      danger: true,
      done: 'It has no end now.',
    },
    {
      key: 'lift',
      label: 'Lift…',
      roles: ['moderator'],
      when: (sanction) =>
        sanction.kind !== 'warn' &&
        !sanction.lifted_at &&
        (!sanction.ends_at || new Date(sanction.ends_at) > new Date()),
      rpc: 'lift_sanction',
      args: (sanction) => ({ sanction_id: sanction.id }),
      ask: { why: { ...longText('Why', { help: 'Kept in the history.' }), required: true } },
      explain: () =>
        'The member can take part again from now on. What the sanction hid stays hidden: the queue offers to bring it back.',
      done: 'It is lifted.',
    },
  ],
})
