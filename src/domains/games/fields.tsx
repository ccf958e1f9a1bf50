import type { Field, FieldOptions } from '@/resource/field'
import { json, lines, text } from '@/resource/fields'
import { answers } from '@/resource/fields/answers'
import { answerText, keyValueText, optionLabels } from './values'

const offered = lines('Answers')
const choosing = ['choice', 'ranking']

/** What a question offers: answers to choose from or to put in order, or the labels of the two ends of a scale. */
export const questionOptions = answers('Answers', choosing, {
  width: 220,
  filter: 'none',
  heavy: false,
  validate: (list, { kind }) => {
    const { length } = list as unknown[]
    if (kind === 'scale') return length === 0 || length === 2 ? undefined : 'A scale has two ends'
    if (kind === 'text') return length === 0 ? undefined : 'A question with a free answer offers none'
    return length >= 2 ? undefined : 'At least two answers'
  },
  text: (value) => optionLabels(value).join('; '),
  show: (value, row, place) => offered.show(optionLabels(value), row, place),
})

/** A flat jsonb object, shown in the words that `say` gives. */
export const keyValues = (
  label: string,
  { say = keyValueText, ...options }: FieldOptions & { say?: (value: unknown) => string } = {},
): Field => ({
  ...json(label, { heavy: false, ...options }),
  text: say,
  show: (value, row, place) => text(label).show(say(value), row, place),
})

/** What somebody answered, in the words of the question that the row embeds as `question`. */
export const answer = (label: string): Field => {
  const textOf = (value: unknown, row: Record<string, unknown>) =>
    answerText(value, (row.question ?? {}) as Record<string, unknown>)
  return {
    ...text(label, { filter: 'none', sortable: false, input: undefined, width: 260, wide: true }),
    text: textOf,
    show: (value, row, place) => text(label).show(textOf(value, row), row, place),
  }
}
