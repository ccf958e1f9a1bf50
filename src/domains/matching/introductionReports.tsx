import { defineResource, embedded } from '@/resource/define'
import { code, dateTime, lines, longText, options, text } from '@/resource/fields'
import { match, pairName } from './pair'
import { reportStates } from './states'

export default defineResource({
  table: 'introduction_reports',
  one: 'introduction report',
  about: 'The page that two people get with their introduction. A bot drafts it.',
  may: { edit: ['moderator'] },
  title: (report) => report.headline,
  secondary: (report) => pairName(embedded(report, 'match') ?? {}),
  titleColumns: ['headline'],
  fields: {
    match_id: match(),
    headline: text('Headline', { wide: true }),
    summary: longText('Summary'),
    strengths: lines('What will be easy', { help: 'One a line.' }),
    frictions: lines('Where it may rub', { help: 'One a line.' }),
    starters: lines('To begin with', { help: 'Questions for the first conversation, one a line.' }),
    model: code('Written by', { width: 140 }),
    state: options('State', reportStates),
    delivered_at: dateTime('Delivered'),
    created_at: dateTime('Drafted'),
    updated_at: dateTime('Changed'),
  },
  list: {
    columns: ['state', 'model', 'delivered_at', 'created_at'],
    sort: '-created_at',
    search: 'search',
    searchHint: 'headline',
    filters: ['state', 'headline', 'summary', 'model', 'delivered_at', 'created_at'],
  },
  detail: {
    sections: [
      { fields: ['match_id', 'state', 'delivered_at', 'model', 'created_at'] },
      { title: 'The report', fields: ['summary', 'strengths', 'frictions', 'starters'] },
    ],
  },
  form: {
    sections: [{ fields: ['headline', 'summary', 'strengths', 'frictions', 'starters'] }],
    fixed: (report) =>
      report.state === 'delivered'
        ? 'Both people have read this report. Withdraw it before changing it.'
        : undefined,
  },
  states: {},
})
