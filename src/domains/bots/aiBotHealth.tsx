import { defineResource } from '@/resource/define'
import { code, dateTime, duration, longText, number, options, seconds, share, text } from '@/resource/fields'
import { botStates } from './shared/states'

export default defineResource({
  table: 'ai_bot_health',
  one: 'bot',
  about: 'Every AI bot with its last sign of life.',
  may: { create: ['admin'], edit: ['admin'], delete: ['admin'] },
  title: (bot) => bot.label,
  secondary: (bot) => bot.name,
  titleColumns: ['label', 'name'],
  fields: {
    label: text('Bot'),
    name: code('Name', { help: 'What it calls itself in the log; unique.' }),
    purpose: longText('Purpose'),
    state: options('State', botStates),
    state_since: dateTime('Since'),
    heartbeat_at: dateTime('Heartbeat'),
    heartbeat_every_seconds: seconds('Heartbeat every', { width: 130, help: 'In seconds' }),
    latency_ms: duration('Latency', { help: 'Median of the last hour, in milliseconds' }),
    error_rate: share('Error rate', { help: 'Of the last hour, as 0 to 1' }),
    queue_depth: number('Queue'),
    version: code('Version', { width: 100 }),
    model: code('Model', { width: 150 }),
    daily_budget_micros: number('Budget a day', {
      help: 'In millionths of a US dollar: 2,000,000 are two dollars.',
    }),
    review_below: share('Reviewed below', {
      help: 'What it does with less confidence waits in the review queue, as 0 to 1.',
    }),
    message: longText('Message'),
    created_at: dateTime('Added'),
    updated_at: dateTime('Changed'),
  },
  list: {
    columns: [
      'label',
      'state',
      'latency_ms',
      'error_rate',
      'queue_depth',
      'model',
      'state_since',
      'heartbeat_at',
    ],
    sort: 'label',
    search: 'search',
    searchHint: 'bot or message',
    filters: ['state', 'heartbeat_at', 'latency_ms', 'error_rate', 'queue_depth', 'model'],
  },
  detail: {
    sections: [
      {
        fields: [
          'state',
          'state_since',
          'heartbeat_at',
          'heartbeat_every_seconds',
          'latency_ms',
          'error_rate',
          'queue_depth',
          'message',
        ],
      },
      {
        title: 'About',
        fields: ['purpose', 'name', 'version', 'model', 'daily_budget_micros', 'review_below'],
      },
    ],
    related: [
      { table: 'bot_incidents', by: 'bot_id' },
      { table: 'bot_actions_log', by: 'bot_id' },
    ],
  },
  form: {
    sections: [
      {
        fields: [
          'label',
          'name',
          'purpose',
          'heartbeat_every_seconds',
          'version',
          'model',
          'daily_budget_micros',
          'review_below',
        ],
      },
    ],
    createOnly: ['name'],
  },
  states: {},
})
