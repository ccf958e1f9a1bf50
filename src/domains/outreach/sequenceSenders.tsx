import { defineResource, embeddedText } from '@/resource/define'
import { dateTime, relation } from '@/resource/fields'

export default defineResource({
  table: 'sequence_senders',
  one: 'further sender',
  about:
    'Addresses that a sequence writes from beside its own, to share the load. Each lead hears from one of them.',
  may: { create: ['growth'], delete: ['growth'] },
  title: (pair) => embeddedText(pair, 'sender', 'email'),
  secondary: (pair) => embeddedText(pair, 'sequence', 'name'),
  titleColumns: ['sender_id'],
  fields: {
    sender_id: relation('Sender', {
      table: 'outreach_senders',
      embed: 'sender',
      title: 'email',
      also: ['state'],
    }),
    sequence_id: relation('Sequence', {
      table: 'outreach_sequences',
      embed: 'sequence',
      title: 'name',
      search: 'search',
    }),
    created_at: dateTime('Added'),
  },
  list: {
    columns: ['sequence_id', 'created_at'],
    sort: '-created_at',
    filters: ['sequence_id', 'sender_id'],
  },
  detail: { sections: [{ fields: ['sender_id', 'sequence_id', 'created_at'] }] },
  form: { sections: [{ fields: ['sequence_id', 'sender_id'] }], createOnly: ['sequence_id', 'sender_id'] },
})
