import { defineResource, embeddedText } from '@/resource/define'
import { dateTime, flag, longText, number, relation, text } from '@/resource/fields'

export default defineResource({
  table: 'sequence_variants',
  one: 'variant',
  about: 'Further texts of an email, each for its share of those who get it.',
  may: { create: ['growth'], edit: ['growth'], delete: ['growth'] },
  title: (variant) => variant.subject,
  secondary: (variant) => embeddedText(variant, 'step', 'subject'),
  titleColumns: ['subject'],
  fields: {
    sequence_email_id: relation('Beside', {
      table: 'sequence_emails',
      embed: 'step',
      title: 'subject',
      search: 'search',
    }),
    share: number('Share', {
      unit: '%',
      width: 84,
      help: 'Of a hundred who get the email, so many get this text; the rest gets the text of the email itself.',
    }),
    subject: text('Subject', { wide: true, sortable: false }),
    preview_text: text('Preview line', { wide: true }),
    body: longText('Text', { heavy: true }),
    active: flag('In use'),
    created_at: dateTime('Added'),
    updated_at: dateTime('Changed'),
  },
  list: {
    columns: ['subject', 'sequence_email_id', 'share', 'active', 'created_at'],
    sort: '-created_at',
    filters: ['sequence_email_id', 'subject', 'active', 'share', 'created_at'],
  },
  detail: {
    sections: [
      { fields: ['sequence_email_id', 'share', 'active', 'subject', 'preview_text'] },
      { title: 'Text', fields: ['body'] },
    ],
    related: [
      { table: 'email_sends', by: 'variant_id', columns: ['lead_id', 'state', 'reason', 'queued_at'] },
    ],
  },
  form: {
    sections: [{ fields: ['sequence_email_id', 'share', 'active', 'subject', 'preview_text', 'body'] }],
    createOnly: ['sequence_email_id'],
    initial: { active: true, share: 50 },
  },
})
