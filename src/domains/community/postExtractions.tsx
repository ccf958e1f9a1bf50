import { defineResource, embeddedText } from '@/resource/define'
import { code, dateTime, options, relation, share, text } from '@/resource/fields'
import { member } from '../member'
import { postRelation } from './relations'

export default defineResource({
  table: 'post_extractions',
  one: 'extraction',
  about: 'What a bot read out of members’ posts for their compatibility profile. Delete what is wrong.',
  may: { delete: ['moderator'] },
  title: (extraction) => extraction.value,
  secondary: (extraction) => embeddedText(extraction, 'member', 'display_name'),
  titleColumns: ['value'],
  fields: {
    value: text('What', { wide: true }),
    kind: options('Kind', {
      value: undefined,
      interest: undefined,
      goal: undefined,
      boundary: undefined,
      humor: ['Humour'],
      attachment: undefined,
    }),
    user_id: member('Member', { width: 150 }),
    post_id: relation('Post', postRelation, { width: 260 }),
    confidence: share('Confidence', { width: 108 }),
    model: code('Model', { width: 120 }),
    created_at: dateTime('Extracted'),
    updated_at: dateTime('Changed'),
  },
  list: {
    columns: ['kind', 'confidence', 'post_id', 'model', 'created_at'],
    sort: '-created_at',
    search: 'member.search',
    searchHint: 'member',
    filters: ['kind', 'value', 'confidence', 'model', 'post_id', 'user_id', 'created_at'],
  },
  detail: {
    sections: [{ fields: ['value', 'kind', 'confidence', 'user_id', 'post_id', 'model', 'created_at'] }],
  },
})
