import type { Field, FieldOptions } from '@/resource/field'
import { json, lines, text } from '@/resource/fields'
import { answers } from '@/resource/fields/answers'
import { answerText, keyValueText, optionLabels } from './values'

/** The options of a question: a list of answers, or the two ends of a scale. */
export const questionOptions = answers('Answers', ['choice', 'ranking'], {
  filter: 'none',
  heavy: false,
  width: 220,
  validate: (value, { kind }) => {
    const count = (value as unknown[]).length
    if (kind === 'scale') return count === 0 || count === 2 ? undefined : 'A scale has two ends'
    if (kind === 'text') return count === 0 ? undefined : 'A question with a free answer offers none'
    return count >= 2 ? undefined : 'At least two answers'
  },
  text: (value) => optionLabels(value).join('; '),
  show: (value, row, place) => lines('Answers').show(optionLabels(value), row, place),
})

/** A flat jsonb object, displayed as text (by `say`) and edited as a list of names with scalar values. */
export const keyValues = (
  label: string,
  { say = keyValueText, ...options }: FieldOptions & { say?: (value: unknown) => string } = {},
): Field => ({
  ...json(label, { heavy: false, document: { kinds: ['text', 'number', 'flag', 'none'] }, ...options }),
  text: say,
  show: (value, row, place) => text(label).show(say(value), row, place),
})

/** A member's answer, displayed with the labels of the question that the row embeds as `question`. */
export const answer = (label: string): Field => {
  const textOf = (value: unknown, row: Record<string, unknown>) =>
    answerText(value, (row.question ?? {}) as Record<string, unknown>)
  return {
    ...text(label, { filter: 'none', sortable: false, input: undefined, width: 260, wide: true }),
    text: textOf,
    show: (value, row, place) => text(label).show(textOf(value, row), row, place),
  }
}
