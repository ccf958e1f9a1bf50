import { defineResource } from '@/resource/define'
import { code, dateTime, email, options, text } from '@/resource/fields'
import { AccountLink } from './AccountLink'
import { memberStates } from './states'

export default defineResource({
  table: 'member_directory',
  one: 'member',
  about: 'Who the members are. What they tell of themselves is for them and the moderators.',
  title: (member) => member.display_name,
  secondary: (member) => member.email,
  titleColumns: ['display_name', 'email'],
  avatar: true,
  fields: {
    display_name: text('Name'),
    email: email('Email'),
    state: options('State', memberStates),
    city: text('City', { width: 130 }),
    country: code('Country', { width: 84, help: 'ISO code, such as DE' }),
    reached: options('Got as far as', {
      1: ['Signing up'],
      2: ['The conversation'],
      3: ['The end of it'],
      4: ['A match'],
      5: ['An introduction'],
    }),
    last_active_at: dateTime('Last active'),
    created_at: dateTime('Joined'),
  },
  list: {
    columns: ['state', 'reached', 'city', 'country', 'last_active_at', 'created_at'],
    sort: '-created_at',
    search: 'search',
    searchHint: 'name, email or city',
    filters: ['state', 'reached', 'city', 'country', 'last_active_at', 'created_at'],
    views: [
      { name: 'New this week', urlQuery: 'created_at=last:7d' },
      { name: 'Active this week', urlQuery: 'last_active_at=last:7d&sort=-last_active_at' },
    ],
  },
  detail: {
    extra: AccountLink,
    sections: [{ fields: ['state', 'reached', 'email', 'city', 'country', 'last_active_at', 'created_at'] }],
    related: [
      { table: 'user_subscriptions', by: 'user_id' },
      { table: 'invoices', by: 'user_id', columns: ['state', 'total_minor', 'due_minor', 'due_on'] },
      { table: 'usage_tracking', by: 'user_id', columns: ['used', 'limit_value', 'period_end'] },
      { table: 'engagement_sessions', by: 'user_id' },
      { table: 'leads', by: 'converted_user_id', title: 'Found as' },
    ],
  },
})
