import { defineResource, embeddedText } from '@/resource/define'
import { dateTime, number, options, reading, relation } from '@/resource/fields'
import { member } from '../member'
import { conversationStates } from './states'
import { Transcript } from './Transcript'

export default defineResource({
  table: 'user_conversations',
  one: 'conversation',
  about: 'What members and the onboarding guide said to each other.',
  title: (conversation) => embeddedText(conversation, 'member', 'display_name'),
  secondary: (conversation) => embeddedText(conversation, 'flow', 'name'),
  titleColumns: ['user_id'],
  avatar: true,
  fields: {
    user_id: member(),
    flow_id: relation('Flow', { table: 'conversation_flows', embed: 'flow', title: 'name' }),
    state: options('State', conversationStates),
    sentiment: options('Sentiment', { positive: 'green', neutral: 'grey', negative: 'red' }, { width: 112 }),
    summary: reading('Summary'),
    response_count: number('Answers', { width: 92 }),
    started_at: dateTime('Started'),
    completed_at: dateTime('Completed'),
    updated_at: dateTime('Changed'),
  },
  list: {
    columns: ['state', 'sentiment', 'response_count', 'summary', 'completed_at', 'started_at'],
    sort: '-started_at',
    search: 'member.search',
    searchHint: 'member',
    filters: [
      'state',
      'flow_id',
      'sentiment',
      'user_id',
      'response_count',
      'summary',
      'started_at',
      'completed_at',
    ],
  },
  detail: {
    sections: [
      { fields: ['summary'] },
      {
        fields: ['user_id', 'flow_id', 'state', 'sentiment', 'response_count', 'started_at', 'completed_at'],
      },
    ],
    extra: Transcript,
  },
})
