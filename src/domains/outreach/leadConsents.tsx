import { defineResource, embeddedText } from '@/resource/define'
import { dateTime, longText, relation, text } from '@/resource/fields'

export default defineResource({
  table: 'lead_consents',
  one: 'consent',
  about:
    'The evidence that somebody agreed to be written to: when, how and in which words. Recorded on the lead.',
  title: (consent) => embeddedText(consent, 'lead', 'full_name') || 'Lead that is gone',
  secondary: (consent) => consent.how,
  titleColumns: ['how'],
  fields: {
    lead_id: relation('Lead', { table: 'leads', embed: 'lead', title: 'full_name', search: 'search' }),
    given_at: dateTime('Given'),
    how: text('How', { width: 220 }),
    words: longText('Their words', { width: 320 }),
    recorded_by: relation('Recorded by', {
      table: 'staff_members',
      embed: 'recorder',
      title: 'full_name',
      key: 'user_id',
    }),
    recorded_at: dateTime('Recorded'),
  },
  list: {
    columns: ['how', 'words', 'given_at', 'recorded_by', 'recorded_at'],
    sort: '-recorded_at',
    filters: ['lead_id', 'given_at', 'how', 'words', 'recorded_by', 'recorded_at'],
  },
  detail: { sections: [{ fields: ['lead_id', 'given_at', 'how', 'words', 'recorded_by', 'recorded_at'] }] },
})
