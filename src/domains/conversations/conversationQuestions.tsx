import { defineResource } from '@/resource/define'
import { humanize } from '@/resource/field'
import {
  dateTime,
  flag,
  json,
  longText,
  number,
  options,
  programName,
  reading,
  text,
} from '@/resource/fields'
import { documentText } from '@/resource/fields/plainDocument'
import { none } from '@/resource/fields/text'
import { QuestionUse } from './QuestionUse'
import { questionKinds } from './states'

const answers = json('Answers to choose from')

interface Answer {
  label?: unknown
  value?: unknown
}

const isAnswer = (one: unknown): one is Answer => typeof one === 'object' && one !== null
const storedName = (label: unknown) =>
  String(label ?? '')
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')

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
    options: {
      ...answers,
      help: 'Of a choice, what members read and the name it is stored under, which is made from it where it is empty. Of a scale, its two ends.',
      document: { like: ({ kind }) => (kind === 'choice' ? [{ label: '', value: '' }] : ['']) },
      fromForm: (held, values) => {
        const list = answers.fromForm?.(held, values)
        if (!Array.isArray(list)) return list
        return list.map((one: unknown) =>
          isAnswer(one) && one.value === '' ? { ...one, value: storedName(one.label) } : one,
        )
      },
      validate: (held, values) => {
        const problem = answers.validate?.(held, values)
        const list = answers.fromForm?.(held, values)
        if (problem || !Array.isArray(list)) return problem
        const nameless = list.findIndex(
          (one: unknown) => isAnswer(one) && String(one.label ?? '').trim() === '',
        )
        return nameless < 0 ? undefined : `Answer ${nameless + 1} needs a label`
      },
      show: (value) => <Answers value={value} />,
    },
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
