import { defineResource, embeddedText } from '@/resource/define'
import { dateTime, longText, options, relation, text } from '@/resource/fields'

export default defineResource({
  table: 'bot_incidents',
  one: 'incident',
  about: 'Opened when a bot gets worse, closed when it is well again.',
  may: { edit: ['moderator', 'growth'] },
  title: (incident) => incident.summary,
  secondary: (incident) => embeddedText(incident, 'bot', 'label'),
  titleColumns: ['summary'],
  fields: {
    bot_id: relation('Bot', { table: 'ai_bot_health', embed: 'bot', title: 'label' }),
    severity: options('Severity', { degraded: 'amber', down: 'red' }),
    summary: text('What happened', { wide: true }),
    opened_at: dateTime('Opened'),
    acknowledged_by: relation('Acknowledged by', {
      table: 'staff_members',
      embed: 'acknowledger',
      title: 'full_name',
      key: 'user_id',
    }),
    acknowledged_at: dateTime('Acknowledged', { width: 124 }),
    resolved_at: dateTime('Resolved'),
    note: longText('Note'),
  },
  list: {
    columns: ['summary', 'severity', 'acknowledged_by', 'resolved_at', 'opened_at'],
    sort: '-opened_at',
    search: 'search',
    searchHint: 'summary or note',
    filters: ['bot_id', 'severity', 'resolved_at', 'acknowledged_at', 'opened_at'],
  },
  detail: {
    sections: [
      {
        fields: [
          'bot_id',
          'severity',
          'summary',
          'opened_at',
          'resolved_at',
          'acknowledged_by',
          'acknowledged_at',
          'note',
        ],
      },
    ],
  },
  form: { sections: [{ fields: ['note'] }] },
  actions: [
    {
      key: 'acknowledge',
      label: 'Acknowledge…',
      roles: ['moderator', 'growth'],
      when: (incident) => !incident.acknowledged_at,
      rpc: 'acknowledge_bot_incident',
      args: (incident) => ({ incident_id: incident.id }),
      ask: { note: longText('Note', { help: 'What you found, or what you will do.' }) },
      explain: () => 'Says that you look after this incident, from now on.',
      done: 'You look after this incident.',
    },
  ],
})
