import { defineResource, embedded, embeddedText } from '@/resource/define'
import { dateTime, json, number, reading, relation } from '@/resource/fields'
import { none } from '@/resource/fields/text'
import { Extracted } from './Transcript'

export default defineResource({
  table: 'conversation_responses',
  one: 'response',
  about: 'Single answers of members, over all conversations.',
  title: (response) => embeddedText(embedded(response, 'conversation') ?? {}, 'member', 'display_name'),
  secondary: (response) => response.prompt,
  titleColumns: ['conversation_id', 'prompt'],
  avatar: true,
  fields: {
    conversation_id: relation('Conversation', {
      table: 'user_conversations',
      embed: 'conversation',
      title: 'started_at',
      also: ['member:profiles!user_id(display_name)'],
      name: (conversation) => embeddedText(conversation, 'member', 'display_name'),
    }),
    question_id: relation('Question', {
      table: 'conversation_questions',
      embed: 'question',
      title: 'slug',
      search: 'search',
    }),
    position: number('Turn', { width: 76 }),
    prompt: reading('Asked', { sortable: false }),
    answer: reading('Answer', { width: 360 }),
    extracted: json('Read out of it', {
      input: undefined,
      show: (value) => (value && Object.keys(value).length > 0 ? <Extracted extracted={value} /> : none),
    }),
    asked_at: dateTime('Asked at'),
    answered_at: dateTime('Answered'),
    updated_at: dateTime('Changed'),
  },
  list: {
    columns: ['answer', 'position', 'answered_at', 'asked_at'],
    sort: '-asked_at',
    search: 'search',
    searchHint: 'question or answer',
    filters: ['question_id', 'answer', 'prompt', 'position', 'answered_at', 'asked_at'],
  },
  detail: {
    sections: [
      { fields: ['prompt', 'answer', 'extracted'] },
      { fields: ['conversation_id', 'question_id', 'position', 'asked_at', 'answered_at'] },
    ],
  },
})
