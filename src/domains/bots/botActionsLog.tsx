import { Link } from 'react-router'
import { defineResource, embeddedText } from '@/resource/define'
import { humanize, isEmpty } from '@/resource/field'
import {
  code,
  costMicros,
  dateTime,
  duration,
  json,
  longText,
  options,
  relation,
  share,
  text,
} from '@/resource/fields'
import { none } from '@/resource/fields/text'
import { RecordLink } from '@/resource/RecordLink'
import { Changed, InputOutput } from './review/InputOutput'
import { outcomes, reviews } from './shared/states'

export default defineResource({
  table: 'bot_actions_log',
  one: 'bot action',
  about: 'Everything that the bots did, with what they were given and what came of it.',
  title: (action) => humanize(action.action),
  secondary: (action) => embeddedText(action, 'bot', 'label'),
  titleColumns: ['action'],
  fields: {
    bot_id: relation('Bot', { table: 'ai_bot_health', embed: 'bot', title: 'label' }),
    action: text('Action', { show: (value) => humanize(String(value)) }),
    target_table: text('On', {
      width: 160,
      text: (value) => (isEmpty(value) ? '' : humanize(String(value))),
      show: (value, { target_id }) => {
        if (isEmpty(value)) return none
        const name = humanize(String(value))
        return isEmpty(target_id) ? (
          name
        ) : (
          <RecordLink table={String(value)} id={String(target_id)}>
            {name}
          </RecordLink>
        )
      },
    }),
    target_id: code('Record', {
      width: 130,
      show: (id, { target_table }) =>
        isEmpty(id) ? (
          none
        ) : (
          <RecordLink table={String(target_table)} id={String(id)}>
            Open
          </RecordLink>
        ),
    }),
    outcome: options('Outcome', outcomes),
    confidence: share('Confidence', { width: 108 }),
    duration_ms: duration('Took'),
    cost_micros: costMicros('Cost'),
    cost_currency: code('Cost in'),
    error_message: longText('Error'),
    error_group: code('Identical failures', {
      width: 130,
      show: (group) =>
        isEmpty(group) ? none : <Link to={`/bot-actions-log?error_group=is:${group}`}>Failures like it</Link>,
    }),
    input: json('Input'),
    output: json('Output'),
    changed: json('Changed on the record'),
    reverted_at: dateTime('Put back'),
    review: options('Review', reviews, { width: 140 }),
    review_note: longText('Review note'),
    reviewed_by: relation('Reviewed by', {
      table: 'staff_members',
      embed: 'reviewer',
      title: 'full_name',
      key: 'user_id',
    }),
    reviewed_at: dateTime('Reviewed'),
    created_at: dateTime('When'),
    updated_at: dateTime('Changed'),
  },
  list: {
    columns: [
      'action',
      'outcome',
      'confidence',
      'target_table',
      'duration_ms',
      'cost_micros',
      'review',
      'created_at',
    ],
    sort: '-created_at',
    search: 'search',
    searchHint: 'action, record or error',
    filters: [
      'bot_id',
      'outcome',
      'review',
      'action',
      'confidence',
      'duration_ms',
      'cost_micros',
      'cost_currency',
      'target_table',
      'target_id',
      'error_message',
      'error_group',
      'reviewed_by',
      'reverted_at',
      'created_at',
    ],
    views: [
      { name: 'Unsure', urlQuery: 'review=any:unreviewed&confidence=to:60&sort=confidence' },
      { name: 'Needs attention', urlQuery: 'review=any:needs_attention' },
      { name: 'Failed', urlQuery: 'outcome=any:failed' },
    ],
  },
  detail: {
    sections: [
      {
        fields: [
          'bot_id',
          'outcome',
          'confidence',
          'duration_ms',
          'cost_micros',
          'target_table',
          'created_at',
          'error_message',
          'error_group',
        ],
      },
      { title: 'Review', fields: ['review', 'reviewed_by', 'reviewed_at', 'review_note', 'reverted_at'] },
    ],
    extra: Details,
  },
  actions: [
    {
      key: 'confirm',
      label: 'Confirm',
      roles: ['moderator', 'growth'],
      when: (action) => action.review !== 'confirmed' && action.reverted_at === null,
      rpc: 'review_bot_action',
      args: (action) => ({ action_id: action.id, verdict: 'confirmed', seen_at: action.updated_at }),
      done: 'Confirmed',
    },
    {
      key: 'overturn',
      label: 'Overturn…',
      roles: ['moderator', 'growth'],
      when: (action) => action.review !== 'overturned',
      rpc: 'review_bot_action',
      args: (action) => ({ action_id: action.id, verdict: 'overturned', seen_at: action.updated_at }),
      ask: { reason: { ...longText('What was wrong'), required: true } },
      explain: () => 'Says that the bot was wrong. What it did stays as it is.',
      danger: true,
      done: 'Overturned',
    },
    {
      key: 'revert',
      label: 'Overturn and put back…',
      roles: ['moderator', 'growth'],
      when: (action) => action.changed !== null && action.reverted_at === null,
      rpc: 'review_bot_action',
      args: (action) => ({ action_id: action.id, verdict: 'reverted', seen_at: action.updated_at }),
      ask: { reason: { ...longText('What was wrong'), required: true } },
      explain: () => 'Sets the record back to what it was before the bot changed it.',
      danger: true,
      done: 'Put back',
    },
    {
      key: 'mark',
      label: 'Mark for a colleague…',
      roles: ['moderator', 'growth'],
      when: (action) => action.review !== 'needs_attention' && action.reverted_at === null,
      rpc: 'review_bot_action',
      args: (action) => ({ action_id: action.id, verdict: 'needs_attention', seen_at: action.updated_at }),
      ask: { reason: longText('What should be looked at') },
      done: 'Marked',
    },
  ],
})

function Details({
  row: { input, output, changed },
}: {
  row: Record<'input' | 'output' | 'changed', unknown>
}) {
  return (
    <>
      <section className="record-section">
        <h2>What went in and out</h2>
        <InputOutput input={input} output={output} />
      </section>
      {changed ? (
        <section className="record-section">
          <h2>What it changed on the record</h2>
          <Changed changed={changed} />
        </section>
      ) : null}
    </>
  )
}
