import { defineResource, embeddedText } from '@/resource/define'
import { dateTime, flag, longText, number, relation, text } from '@/resource/fields'

export default defineResource({
  table: 'sequence_emails',
  one: 'email',
  about: 'The emails of a sequence, one step each.',
  may: { create: ['growth'], edit: ['growth'], delete: ['growth'] },
  title: (mail) => mail.subject,
  secondary: (mail) => embeddedText(mail, 'sequence', 'name'),
  titleColumns: ['subject'],
  fields: {
    sequence_id: relation('Sequence', {
      table: 'outreach_sequences',
      embed: 'sequence',
      title: 'name',
      search: 'search',
    }),
    position: number('Step', { sortable: true, width: 72 }),
    delay_days: number('Waits', {
      unit: 'd',
      width: 80,
      help: 'Days after the step before; for the first, after enrolment',
    }),
    subject: text('Subject', { wide: true, sortable: false }),
    preview_text: text('Preview line', { wide: true }),
    body: longText('Text', { help: '{{first_name}} and {{city}} are filled in for each lead.', heavy: true }),
    active: flag('In use'),
    created_at: dateTime('Added'),
    updated_at: dateTime('Changed'),
  },
  list: {
    columns: ['subject', 'sequence_id', 'position', 'delay_days', 'active', 'created_at'],
    sort: '-created_at',
    search: 'search',
    searchHint: 'subject',
    filters: ['sequence_id', 'subject', 'active', 'delay_days', 'created_at'],
  },
  detail: {
    sections: [
      { fields: ['sequence_id', 'position', 'delay_days', 'active', 'subject', 'preview_text'] },
      { title: 'Text', fields: ['body'] },
    ],
    related: [
      { table: 'email_sends', by: 'sequence_email_id', columns: ['lead_id', 'state', 'reason', 'queued_at'] },
    ],
  },
  form: {
    sections: [
      { fields: ['sequence_id', 'position', 'delay_days', 'active', 'subject', 'preview_text', 'body'] },
    ],
    createOnly: ['sequence_id'],
    initial: { active: true },
  },
})
