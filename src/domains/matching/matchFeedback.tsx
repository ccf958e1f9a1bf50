import { defineResource, embeddedText } from '@/resource/define'
import { dateTime, flag, longText, number, tags } from '@/resource/fields'
import { member } from '../member'
import { match } from './pair'

export default defineResource({
  table: 'match_feedback',
  one: 'feedback',
  about: 'What members said after they met.',
  title: (feedback) => embeddedText(feedback, 'member', 'display_name'),
  secondary: (feedback) => feedback.comment,
  titleColumns: ['user_id', 'comment'],
  avatar: true,
  fields: {
    user_id: member('From'),
    match_id: match(),
    rating: number('Rating', { unit: 'of 5', width: 84 }),
    would_meet_again: flag('Meets again', { width: 108 }),
    comment: longText('Comment'),
    tags: tags('About'),
    created_at: dateTime('Said'),
    updated_at: dateTime('Changed'),
  },
  list: {
    columns: ['match_id', 'rating', 'would_meet_again', 'tags', 'created_at'],
    sort: '-created_at',
    search: 'member.search',
    searchHint: 'member',
    filters: ['rating', 'would_meet_again', 'comment', 'tags', 'user_id', 'created_at'],
  },
  detail: {
    sections: [
      { fields: ['user_id', 'match_id', 'rating', 'would_meet_again', 'created_at', 'tags', 'comment'] },
    ],
  },
})
