import { lazy, Suspense } from 'react'
import { defineResource, embeddedText } from '@/resource/define'
import { dateTime, number, options, relation, text } from '@/resource/fields'
import { findsOf, gateCodes } from './sequence/gateCodes'
import { enrollmentStates } from './states'

const GateAnswer = lazy(() => import('./sequence/GateAnswer'))

export default defineResource({
  table: 'sequence_enrollments',
  one: 'enrollment',
  about: 'Which lead is in which sequence, and at which step.',
  may: { create: ['growth'], edit: ['growth'] },
  title: (enrollment) => embeddedText(enrollment, 'lead', 'full_name'),
  secondary: (enrollment) => embeddedText(enrollment, 'lead', 'email'),
  titleColumns: ['lead_id'],
  avatar: true,
  fields: {
    lead_id: relation(
      'Lead',
      {
        table: 'leads',
        embed: 'lead',
        title: 'full_name',
        search: 'search',
        also: ['email', 'search'],
        inner: true,
      },
      { help: 'A suppressed address cannot be enrolled.' },
    ),
    sequence_id: relation(
      'Sequence',
      { table: 'outreach_sequences', embed: 'sequence', title: 'name', search: 'search' },
      { width: 160 },
    ),
    state: options('State', enrollmentStates),
    current_step: number('Step', { width: 72 }),
    why: options('Why', gateCodes, {
      width: 180,
      sortable: false,
      input: undefined,
      // Computing this for each of 200,000 enrollments takes 18 seconds.
      finds: findsOf,
      help: 'What the gate says at this moment: due now, or what keeps the next email.',
    }),
    next_send_at: dateTime('Next email'),
    stop_reason: text('Why it ended or waits', { width: 140 }),
    source_id: relation('Source', {
      table: 'lead_sources',
      embed: 'source',
      title: 'name',
      search: 'search',
    }),
    enrolled_by: relation('Enrolled by', {
      table: 'staff_members',
      embed: 'enroller',
      title: 'full_name',
      key: 'user_id',
    }),
    enrolled_at: dateTime('Enrolled'),
    ended_at: dateTime('Ended'),
  },
  list: {
    columns: ['sequence_id', 'state', 'why', 'next_send_at', 'current_step', 'stop_reason', 'enrolled_at'],
    sort: '-enrolled_at',
    search: 'lead.search',
    searchHint: 'lead',
    filters: [
      'state',
      'why',
      'sequence_id',
      'lead_id',
      'source_id',
      'current_step',
      'next_send_at',
      'enrolled_at',
      'ended_at',
    ],
    views: [
      { name: 'Under way', urlQuery: 'state=any:active' },
      { name: 'Held up', urlQuery: 'state=any:paused' },
      { name: 'Due in 24 hours', urlQuery: 'state=any:active&next_send_at=next:24h&sort=next_send_at' },
    ],
  },
  detail: {
    sections: [
      { fields: ['lead_id', 'sequence_id', 'state', 'current_step', 'next_send_at', 'stop_reason'] },
      { fields: ['source_id', 'enrolled_by', 'enrolled_at', 'ended_at'] },
    ],
    extra: ({ row }) => (
      <Suspense fallback={null}>
        <GateAnswer row={row} />
      </Suspense>
    ),
    related: [
      { table: 'email_sends', by: 'enrollment_id', columns: ['subject', 'state', 'reason', 'queued_at'] },
    ],
  },
  form: {
    sections: [{ fields: ['lead_id', 'sequence_id'] }],
    createOnly: ['lead_id', 'sequence_id'],
  },
  states: { only: ['active', 'paused', 'stopped'], ask: { stopped: ['stop_reason'] } },
})
