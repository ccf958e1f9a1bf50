import { defineResource, embeddedText } from '@/resource/define'
import { humanize } from '@/resource/field'
import { dated, dateTime, flag, options, reading, relation } from '@/resource/fields'
import { member } from '../member'
import { whatLabels } from './objections/types'
import { reasonRelation } from './relations'

const whatOptions = Object.fromEntries(
  Object.entries(whatLabels).map(([value, label]) => [value, [label]]),
) as Record<string, [string]>

export default defineResource({
  table: 'member_notices',
  one: 'notice',
  about:
    'What members were told: why something was decided, what came of a report, and answers to objections.',
  title: (notice) =>
    `${whatLabels[notice.what] ?? humanize(notice.what)}: ${embeddedText(notice, 'member', 'display_name')}`,
  titleColumns: ['what', 'member_id'],
  fields: {
    what: options('What was done', whatOptions, { width: 170 }),
    member_id: member('Member', { width: 150 }),
    kind: options('About', {
      decision: undefined,
      sanction: undefined,
      report: ['Their report'],
      objection: ['Their objection'],
    }),
    rule_code: relation('Rule', reasonRelation, { width: 150 }),
    rule_text: reading('The rule, as the member reads it'),
    facts: reading('The facts', { width: 260 }),
    found_by: options('Found by', { report: ['A report'], machine: ['A machine'], moderator: undefined }),
    decided_by_machine: flag('Decided by a machine'),
    until: dated('Until'),
    object_until: dated('May object until'),
    reversed_at: dateTime('Taken back'),
    created_at: dateTime('Told'),
    updated_at: dateTime('Changed'),
  },
  list: {
    columns: ['kind', 'rule_code', 'facts', 'reversed_at', 'created_at'],
    sort: '-created_at',
    search: 'member.search',
    searchHint: 'member',
    filters: ['kind', 'member_id', 'rule_code', 'found_by', 'reversed_at', 'created_at'],
  },
  detail: {
    sections: [
      { fields: ['member_id', 'kind', 'rule_code', 'rule_text', 'facts', 'created_at'] },
      {
        title: 'How it came about',
        fields: ['found_by', 'decided_by_machine', 'until', 'object_until', 'reversed_at'],
      },
    ],
    related: [{ table: 'moderation_appeals', by: 'notice_id' }],
  },
})
