import { defineResource } from '@/resource/define'
import {
  bars,
  calendarDay,
  code,
  dateTime,
  email,
  longText,
  options,
  relation,
  text,
} from '@/resource/fields'
import { dayText } from '@/resource/fields/time'
import { AccountLink } from './AccountLink'
import { memberStates } from './states'

/** The age in whole years at a moment, as birthdays are counted. */
function ageAt(born: string, now: Date): number {
  const [year = 0, month = 1, day = 1] = born.split('-').map(Number)
  const beforeBirthday = now.getMonth() + 1 < month || (now.getMonth() + 1 === month && now.getDate() < day)
  return now.getFullYear() - year - (beforeBirthday ? 1 : 0)
}

const born = calendarDay('Born', { width: 150 })

export default defineResource({
  table: 'profiles',
  one: 'member',
  about: 'The members of the dating app. They sign up there.',
  may: { edit: ['moderator'] },
  title: (member) => member.display_name,
  secondary: (member) => member.email,
  titleColumns: ['display_name', 'email'],
  avatar: true,
  fields: {
    display_name: text('Name'),
    email: email('Email'),
    state: options('State', memberStates),
    birth_date: {
      ...born,
      show: (value, row, place) =>
        value ? (
          <span className="tabular">
            {dayText(String(value))} ({ageAt(String(value), new Date())})
          </span>
        ) : (
          born.show(value, row, place)
        ),
    },
    gender: options('Gender', {
      woman: undefined,
      man: undefined,
      non_binary: ['Non-binary'],
      other: undefined,
    }),
    pronouns: text('Pronouns', { width: 110 }),
    city: text('City', { width: 130 }),
    country: code('Country', { width: 84, help: 'ISO code, such as DE' }),
    occupation: text('Occupation'),
    bio: longText('About'),
    relationship_goal: options('Looking for', {
      long_term: ['Long term'],
      marriage: undefined,
      dating: undefined,
      friendship: undefined,
      unsure: undefined,
    }),
    attachment_style: options('Attachment', {
      secure: undefined,
      anxious: undefined,
      avoidant: undefined,
      mixed: undefined,
    }),
    communication_style: options('Communication', {
      direct: undefined,
      reflective: undefined,
      expressive: undefined,
      reserved: undefined,
    }),
    personality: bars('Personality', [
      'openness',
      'conscientiousness',
      'extraversion',
      'agreeableness',
      'neuroticism',
    ]),
    onboarded_at: dateTime('Onboarded'),
    verified_at: dateTime('Verified'),
    last_active_at: dateTime('Last active'),
    created_at: dateTime('Joined'),
    updated_at: dateTime('Changed'),
  },
  list: {
    columns: ['state', 'city', 'country', 'relationship_goal', 'last_active_at', 'created_at'],
    sort: '-created_at',
    search: 'search',
    searchHint: 'name, email or city',
    filters: [
      'state',
      'gender',
      'birth_date',
      'city',
      'country',
      'relationship_goal',
      'attachment_style',
      'last_active_at',
      'created_at',
      'verified_at',
    ],
    views: [
      { name: 'New this week', urlQuery: 'created_at=last:7d' },
      { name: 'Active this week', urlQuery: 'last_active_at=last:7d&sort=-last_active_at' },
      { name: 'Suspended', urlQuery: 'state=any:suspended' },
    ],
  },
  detail: {
    extra: AccountLink,
    sections: [
      { fields: ['state', 'email', 'city', 'country', 'last_active_at', 'created_at', 'verified_at'] },
      {
        title: 'Who they are',
        fields: [
          'birth_date',
          'gender',
          'pronouns',
          'occupation',
          'relationship_goal',
          'attachment_style',
          'communication_style',
          'bio',
          'personality',
        ],
      },
    ],
    related: [
      { table: 'user_images', by: 'user_id' },
      { table: 'user_preferences', by: 'user_id' },
      { table: 'user_dealbreakers', by: 'user_id', title: 'Dealbreakers' },
      { table: 'matches', by: ['user_a', 'user_b'] },
      { table: 'user_conversations', by: 'user_id' },
      { table: 'community_posts', by: 'user_id' },
      { table: 'member_sanctions', by: 'member_id', title: 'Sanctions' },
      {
        table: 'member_reports',
        by: 'member_id',
        title: 'Reports about them',
        columns: ['state', 'category', 'note', 'created_at'],
      },
      { table: 'user_game_sessions', by: 'user_id' },
      { table: 'user_badges', by: 'user_id' },
      { table: 'user_subscriptions', by: 'user_id' },
      { table: 'invoices', by: 'user_id', columns: ['state', 'total_minor', 'due_minor', 'due_on'] },
      { table: 'usage_tracking', by: 'user_id', columns: ['used', 'limit_value', 'period_end'] },
      { table: 'engagement_sessions', by: 'user_id' },
    ],
  },
  form: { sections: [{ fields: ['display_name', 'city', 'country'] }] },
  actions: [
    {
      key: 'remove_words',
      label: 'Remove words…',
      roles: ['moderator'],
      when: ({ bio, occupation, pronouns }) => Boolean(bio || occupation || pronouns),
      rpc: 'remove_profile_words',
      args: ({ id, bio, occupation, pronouns }) => ({ member_id: id, seen: { bio, occupation, pronouns } }),
      once: 'client_key',
      ask: {
        field: {
          ...options('What', { bio: ['About'], occupation: undefined, pronouns: undefined }),
          required: true,
        },
        reason_code: {
          ...relation('Why', {
            table: 'moderation_reasons',
            embed: 'reason',
            title: 'label',
            key: 'code',
            only: [
              { field: 'active', operator: 'eq', value: true },
              { field: 'decisions', operator: 'ina', value: ['remove'] },
              { field: 'items', operator: 'ina', value: ['text'] },
            ],
          }),
          required: true,
        },
        note: longText('Note for colleagues'),
      },
      initial: ({ bio, occupation }) => ({ field: bio ? 'bio' : occupation ? 'occupation' : 'pronouns' }),
      // Shows the current text, which may have changed, before it is removed.
      explain: ({ bio, occupation, pronouns }) => (
        <>
          It is taken away; the member is told why, and may object. Nobody rewrites it. There stands now:{' '}
          {Object.entries({ About: bio, Occupation: occupation, Pronouns: pronouns }).map(([part, words]) =>
            words ? (
              <span key={part}>
                {part} “<bdi dir="auto">{words}</bdi>”{' '}
              </span>
            ) : null,
          )}
        </>
      ),
      danger: true,
      done: 'It is removed, and the member is told why.',
    },
  ],
  states: {},
})
