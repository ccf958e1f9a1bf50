import { defineResource } from '@/resource/define'
import { humanize } from '@/resource/field'
import { dateTime, flag, longText, number, options, programName, reading, text } from '@/resource/fields'
import { answers } from '@/resource/fields/answers'
import { documentText } from '@/resource/fields/plainDocument'
import { none } from '@/resource/fields/text'
import { QuestionUse } from './QuestionUse'
import { questionKinds } from './states'

export default defineResource({
  table: 'conversation_questions',
  one: 'question',
  about: 'The bank of questions that conversations are made of.',
  may: { create: ['moderator'], edit: ['moderator'], delete: ['moderator'] },
  title: (question) => question.prompt,
  titleColumns: ['prompt'],
  fields: {
    prompt: reading('Question', { sortable: false }),
    slug: programName('Name in the app', { help: 'Small letters; flows ask for it by this name; unique.' }),
    kind: options('Kind', questionKinds, { width: 108 }),
    dimension: text('Tells about', {
      width: 130,
      help: 'Such as warmth, trust or routine',
      show: (value) => humanize(String(value)),
    }),
    options: answers('Answers to choose from', ['choice'], { show: (value) => <Answers value={value} /> }),
    guidance: longText('For the bot', { help: 'What to listen for and when to follow up.', heavy: true }),
    position: number('Place', { width: 84, help: 'The smallest comes first.' }),
    active: flag('In use'),
    created_at: dateTime('Added'),
    updated_at: dateTime('Changed'),
  },
  list: {
    columns: ['kind', 'dimension', 'slug', 'active', 'position'],
    sort: 'position',
    search: 'search',
    searchHint: 'question',
    filters: ['kind', 'dimension', 'active', 'slug', 'position', 'created_at'],
  },
  detail: {
    sections: [{ fields: ['kind', 'dimension', 'active', 'position', 'slug', 'options', 'guidance'] }],
    extra: QuestionUse,
    related: [
      {
        table: 'conversation_responses',
        by: 'question_id',
        columns: ['answer', 'asked_at'],
      },
    ],
  },
  form: {
    sections: [
      { fields: ['prompt', 'slug', 'kind', 'dimension', 'position', 'active', 'options', 'guidance'] },
    ],
    initial: { active: true },
  },
})

function Answers({ value }: { value: unknown }) {
  const answers = (Array.isArray(value) ? value : []).map((answer: unknown) =>
    documentText(answer && typeof answer === 'object' && 'label' in answer ? answer.label : answer),
  )
  return answers.length === 0 ? (
    none
  ) : (
    <ul className="value-points">
      {answers.map((answer) => (
        <li key={answer}>{answer}</li>
      ))}
    </ul>
  )
}
