import { defineResource, embeddedText } from '@/resource/define'
import { dateTime, options, relation } from '@/resource/fields'
import { listedMember } from '../member'
import { postRelation } from './relations'

export default defineResource({
  table: 'post_reactions',
  one: 'reaction',
  about: 'Likes, hearts and the rest, one of each kind a member and post.',
  title: (reaction) => embeddedText(reaction, 'member', 'display_name'),
  titleColumns: ['user_id'],
  avatar: true,
  fields: {
    user_id: listedMember(),
    post_id: relation('Post', postRelation, { width: 300 }),
    kind: options('Reaction', {
      like: undefined,
      heart: undefined,
      insightful: undefined,
      support: undefined,
      funny: undefined,
    }),
    created_at: dateTime('When'),
    updated_at: dateTime('Changed'),
  },
  list: {
    columns: ['kind', 'post_id', 'created_at'],
    sort: '-created_at',
    search: 'member.search',
    searchHint: 'member',
    filters: ['kind', 'post_id', 'user_id', 'created_at'],
  },
  detail: { sections: [{ fields: ['user_id', 'kind', 'post_id', 'created_at'] }] },
})
