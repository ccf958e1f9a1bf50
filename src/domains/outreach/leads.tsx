import { lazy, Suspense } from 'react'
import { useLocation } from 'react-router'
import { defineResource } from '@/resource/define'
import { isEmpty } from '@/resource/field'
import {
  calendarDay,
  code,
  dateTime,
  email,
  json,
  longText,
  options,
  phone,
  relation,
  score,
  tags,
  text,
  url,
} from '@/resource/fields'
import { documentText } from '@/resource/fields/plainDocument'
import { none } from '@/resource/fields/text'
import { AfterFirstRender } from '@/ui/AfterFirstRender'
import { leadStates } from './lead/leadStates'

const EnrolDialog = lazy(() => import('./lead/EnrolDialog'))
const LeadMarks = lazy(() => import('./lead/LeadMarks'))
const LeadTimeline = lazy(() => import('./lead/LeadTimeline'))
const LeadBoard = lazy(() => import('./lead/LeadBoard'))

// The board's code is not loaded while the list is unfiltered.
function BoardPlace() {
  const { search } = useLocation()
  return <div className="line-only">{search ? <LeadBoard /> : null}</div>
}

const owner = relation(
  'Owner',
  { table: 'staff_members', embed: 'owner', title: 'full_name' },
  { width: 140 },
)
const consents = options(
  'Consent',
  {
    none: ['None yet', 'grey'],
    legitimate_interest: ['Legitimate interest', 'blue'],
    consented: ['Consented', 'green'],
    objected: ['Objected', 'red'],
  },
  { width: 184, help: 'Whoever objected is never mailed.' },
)
const consent: typeof consents = {
  ...consents,
  // Marks beside the value show other facts that matter before writing to the lead.
  show: (value, row, place) => (
    <>
      {consents.show(value, row, place)}
      <AfterFirstRender>
        <LeadMarks id={String(row.id)} version={row.updated_at} />
      </AfterFirstRender>
    </>
  ),
}
const suppressing = {
  kind: {
    ...options('Why', {
      objected: 'red',
      unsubscribed: 'grey',
      complained: 'red',
      hard_bounce: ['Hard bounce', 'amber'],
      legal: 'red',
      manual: ['Our decision', 'grey'],
    }),
    required: true,
  },
  note: longText('Note'),
}
const suppressingMeans =
  'The person is never mailed again, by any address, phone or handle of theirs, whatever list it turns up on; sequences and queued emails to them stop at once.'

export default defineResource({
  table: 'leads',
  one: 'lead',
  about: 'People who may want to join. Scrape runs bring them in; you can also add one by hand.',
  may: { create: ['growth'], edit: ['growth'], delete: ['growth'] },
  title: (lead) => lead.full_name,
  secondary: (lead) => lead.email ?? lead.handle ?? lead.phone,
  titleColumns: ['full_name', 'email', 'handle', 'phone'],
  avatar: true,
  fields: {
    full_name: text('Name'),
    email: email('Email', {
      help: 'Kept in lower case; one lead an address.',
      // The same rule as the constraint leads_contact_check.
      validate: (_email, { email, phone, handle, profile_url }) =>
        [email, phone, handle, profile_url].every(isEmpty)
          ? 'Give an email, a phone, a handle or a profile'
          : undefined,
    }),
    looks_like: text('Looks like', { help: 'Letters of another script that pass for Latin ones' }),
    phone: phone('Phone'),
    handle: text('Handle'),
    profile_url: url('Profile'),
    headline: text('Headline', { wide: true }),
    city: text('City', { width: 120 }),
    // Only exact matches: with row security no index can serve a partial match.
    country: { ...code('Country', { width: 84, help: 'ISO code, such as DE' }), filter: 'exact' },
    interests: tags('Interests'),
    tags: tags('Tags'),
    added_by: relation('Added by', {
      table: 'staff_members',
      embed: 'adder',
      title: 'full_name',
      key: 'user_id',
    }),
    notice_given_at: dateTime('Told where we found them', { help: 'GDPR Art. 14: within a month' }),
    state: options('State', leadStates),
    score: score('Score'),
    score_reasons: json('What the score is made of', {
      input: undefined,
      show: (value, lead) => <ScoreReasons reasons={value} score={Number(lead.score)} />,
    }),
    consent,
    rejected_reason: text('Why rejected'),
    source_id: relation('Source', {
      table: 'lead_sources',
      embed: 'source',
      title: 'name',
      search: 'search',
      code: 'slug',
    }),
    owner_id: owner,
    last_sequence: relation(
      'Last sequence',
      // The database computes this column, so it has no foreign key to embed by.
      { table: 'outreach_sequences', embed: '', title: 'name', search: 'search' },
      // Links from the funnel also filter by day. The members of a sequence are found in its enrollments.
      { input: undefined, onlyWith: 'converted_at', help: 'The one that they were enrolled in last' },
    ),
    converted_user_id: relation('Joined as', {
      table: 'member_directory',
      embed: 'member',
      title: 'display_name',
      search: 'search',
    }),
    notes: longText('Notes'),
    found_at: dateTime('Found'),
    qualified_at: dateTime('Qualified'),
    follow_up_on: calendarDay('Follow up', { help: 'The day on which to come back to them' }),
    follow_up_note: text('What for'),
    contacted_at: dateTime('Contacted'),
    replied_at: dateTime('Replied'),
    converted_at: dateTime('Converted'),
    created_at: dateTime('Added'),
    updated_at: dateTime('Changed'),
  },
  list: {
    columns: ['full_name', 'state', 'score', 'city', 'source_id', 'consent', 'found_at'],
    sort: '-found_at',
    search: 'search',
    searchHint: 'name, email, handle or city',
    above: BoardPlace,
    filters: [
      'state',
      'score',
      'source_id',
      'consent',
      'owner_id',
      'country',
      'city',
      'interests',
      'tags',
      'email',
      'looks_like',
      'full_name',
      'found_at',
      'notice_given_at',
      'qualified_at',
      'contacted_at',
      'replied_at',
      'converted_at',
      'follow_up_on',
    ],
    views: [
      {
        name: 'Hot this week',
        urlQuery: 'state=any:new,qualified&score=from:70&found_at=last:7d&sort=-score',
      },
      { name: 'No consent yet', urlQuery: 'consent=any:none&state=any:new,qualified&sort=-score' },
      { name: 'Notice overdue', urlQuery: 'notice_given_at=empty&found_at=ago:30d&sort=found_at' },
      { name: 'Follow up', urlQuery: 'follow_up_on=filled&sort=follow_up_on' },
      { name: 'Replied', urlQuery: 'state=any:replied&sort=-replied_at' },
    ],
    bulk: [
      {
        key: 'enrol',
        label: 'Enrol…',
        roles: ['growth'],
        dialog: EnrolDialog,
        done: 'enrolled',
      },
      {
        key: 'owner',
        label: 'Assign owner…',
        roles: ['growth'],
        ask: { owner_id: { ...owner, required: true } },
        initial: (staffId) => ({ owner_id: staffId }),
        done: 'assigned',
      },
      {
        key: 'suppress',
        label: 'Suppress…',
        roles: ['growth'],
        ask: suppressing,
        initial: () => ({ kind: 'manual' }),
        call: { rpc: 'suppress_lead', key: 'lead_id' },
        explain: suppressingMeans,
        danger: true,
        done: 'suppressed',
      },
    ],
  },
  detail: {
    sections: [
      {
        fields: [
          'state',
          'score',
          'consent',
          'owner_id',
          'source_id',
          'rejected_reason',
          'converted_user_id',
          'follow_up_on',
          'follow_up_note',
        ],
      },
      {
        title: 'Contact',
        fields: ['email', 'looks_like', 'phone', 'handle', 'profile_url', 'city', 'country'],
      },
      { title: 'About them', fields: ['headline', 'interests', 'tags', 'notes', 'score_reasons'] },
      {
        title: 'Times',
        fields: [
          'found_at',
          'added_by',
          'notice_given_at',
          'qualified_at',
          'contacted_at',
          'replied_at',
          'converted_at',
        ],
      },
    ],
    extra: ({ row }) => (
      <Suspense fallback={null}>
        <LeadTimeline row={row} />
      </Suspense>
    ),
    related: [
      {
        table: 'sequence_enrollments',
        by: 'lead_id',
        columns: ['sequence_id', 'state', 'current_step', 'next_send_at'],
      },
      { table: 'email_sends', by: 'lead_id', columns: ['subject', 'state', 'reason', 'queued_at'] },
      {
        table: 'outreach_responses',
        by: 'lead_id',
        columns: ['sentiment', 'intent', 'handled_at', 'received_at'],
      },
      { table: 'lead_consents', by: 'lead_id', columns: ['how', 'words', 'given_at'] },
    ],
  },
  form: {
    sections: [
      { fields: ['full_name', 'email', 'phone', 'handle', 'profile_url', 'city', 'country', 'source_id'] },
      {
        title: 'Judgement',
        fields: ['score', 'consent', 'owner_id', 'tags', 'interests', 'headline', 'notes'],
      },
      { title: 'Follow up', fields: ['follow_up_on', 'follow_up_note'] },
    ],
  },
  import: {
    key: ['email'],
    columns: [
      ...(['full_name', 'email', 'phone', 'handle', 'profile_url', 'headline', 'city', 'country'] as const),
      ...(['interests', 'tags', 'score', 'consent', 'source_id', 'owner_id', 'notes'] as const),
    ],
    updates: true,
    synonyms: {
      full_name: ['full name', 'contact', 'person', 'vollständiger name', 'nom', 'nombre'],
      email: ['e-mail', 'email address', 'e-mail address', 'mail', 'e-mail-adresse', 'correo'],
      phone: ['telephone', 'phone number', 'mobile', 'cell', 'tel', 'telefon', 'handy', 'teléfono'],
      handle: ['username', 'user name', 'nickname', 'account'],
      profile_url: ['profile url', 'url', 'link', 'website', 'linkedin'],
      headline: ['title', 'job title', 'bio'],
      city: ['town', 'location', 'ort', 'stadt', 'ville', 'ciudad'],
      country: ['country code', 'land', 'pays', 'país'],
      tags: ['labels', 'keywords'],
      notes: ['note', 'comment', 'comments', 'notizen', 'bemerkung'],
      source_id: ['lead source', 'quelle'],
    },
  },
  states: { ask: { rejected: ['rejected_reason'] } },
  actions: [
    {
      key: 'consent',
      label: 'Record consent…',
      roles: ['growth'],
      when: (lead) => lead.consent !== 'consented',
      rpc: 'record_consent',
      args: (lead) => ({ lead_id: lead.id }),
      ask: {
        given_at: { ...dateTime('When they gave it'), required: true },
        how: { ...text('How', { help: 'Such as: form at the autumn fair' }), required: true },
        words: { ...longText('Their words'), required: true },
      },
      explain: () => 'Consent counts with its evidence only, which is kept.',
      done: 'The consent is recorded.',
    },
    {
      key: 'suppress',
      label: 'Suppress…',
      roles: ['growth'],
      when: (lead) => lead.consent !== 'objected',
      rpc: 'suppress_lead',
      args: (lead) => ({ lead_id: lead.id }),
      ask: suppressing,
      initial: () => ({ kind: 'manual' }),
      explain: () => suppressingMeans,
      danger: true,
      done: 'The person is suppressed.',
    },
    {
      key: 'enrol',
      label: 'Enrol…',
      roles: ['growth'],
      when: (lead) => lead.email !== null && lead.consent !== 'objected',
      rpc: 'enrol_lead',
      args: (lead) => ({ lead_id: lead.id }),
      ask: {
        sequence_id: {
          ...relation('Sequence', {
            table: 'outreach_sequences',
            embed: 'sequence',
            title: 'name',
            search: 'search',
          }),
          required: true,
        },
      },
      explain: () => 'Refused with the reason where they may not be mailed.',
      done: 'The lead is enrolled.',
    },
    {
      key: 'erase',
      label: 'Erase for good…',
      roles: ['growth'],
      rpc: 'erase_lead',
      args: (lead) => ({ lead_id: lead.id }),
      ask: {
        reason: {
          ...longText('How and when they asked', { help: 'Kept in the history, without their name.' }),
          required: true,
        },
      },
      explain: (lead) =>
        `GDPR Art. 17. ${lead.full_name} is removed from leads, mails, replies, comments, imports and the history. What others wrote loses their full name, addresses and numbers, but not a first name or nickname. Counts stay, and a hash by which they are never mailed again. Nothing brings them back.`,
      danger: true,
      done: 'The person is erased.',
      goTo: () => '/leads',
    },
  ],
})

function ScoreReasons({ reasons, score }: { reasons: unknown; score: number }) {
  const given = (Array.isArray(reasons) ? reasons : []).map(
    (one: { reason?: unknown; points?: unknown } | null) => ({
      reason: documentText(one?.reason ?? one),
      points: Number(one?.points) || 0,
    }),
  )
  const sum = given.reduce((points, one) => points + one.points, 0)
  const byHand = score - sum
  const isExplained = !byHand || score === Math.max(0, Math.min(100, sum))
  const list = isExplained ? given : [...given, { reason: 'Set by a person', points: byHand }]
  return list.length === 0 ? (
    none
  ) : (
    <ul className="value-points">
      {list.map(({ reason, points }) => (
        <li key={reason}>
          <span className="tabular">{points > 0 ? `+${points}` : points}</span> {reason}
        </li>
      ))}
    </ul>
  )
}
