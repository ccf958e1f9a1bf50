import { lazy } from 'react'
import { defineResource, embeddedText } from '@/resource/define'
import { dateTime, number, options, relation, seconds } from '@/resource/fields'

export default defineResource({
  table: 'engagement_sessions',
  one: 'session',
  about: 'Each time a member used the app.',
  title: (session) => embeddedText(session, 'member', 'display_name'),
  secondary: (session) => embeddedText(session, 'member', 'city'),
  titleColumns: ['user_id'],
  avatar: true,
  fields: {
    user_id: relation('Member', {
      table: 'member_directory',
      embed: 'member',
      title: 'display_name',
      search: 'search',
      also: ['city'],
    }),
    started_at: dateTime('Started'),
    ended_at: dateTime('Ended'),
    seconds: seconds('Time in the app', { width: 130 }),
    actions: number('Actions'),
    platform: options('Platform', { ios: ['iOS'], android: ['Android'], web: ['Web'] }),
  },
  list: {
    columns: ['started_at', 'platform', 'seconds', 'actions', 'ended_at'],
    sort: '-started_at',
    filters: ['started_at', 'platform', 'user_id'],
    above: lazy(() => import('./EngagementChart')),
  },
  detail: { sections: [{ fields: ['user_id', 'started_at', 'ended_at', 'seconds', 'actions', 'platform'] }] },
})
