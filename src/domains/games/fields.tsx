import type { Field, FieldOptions } from '@/resource/field'
import { json, lines, text } from '@/resource/fields'
import { answerText, keyValueText, optionLabels, type QuestionOption } from './values'

const offered = lines('Answers')

/**
 * What a question offers, as a list; in a form one answer a line: `Early morning = morning` for a label and what is
 * stored, or the label alone. A scale has the labels of its two ends.
 */
export const questionOptions: Field = {
  ...offered,
  help: 'One a line. For a choice: what members read, and after an equals sign what is stored. For a scale: its two ends.',
  toForm: (value) =>
    Array.isArray(value)
      ? value
          .map((option: QuestionOption | string) =>
            typeof option === 'string' ? option : `${option.label} = ${option.value}`,
          )
          .join('\n')
      : '',
  fromForm: (value, { kind }) =>
    String(value ?? '')
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
      .map((line) => {
        if (kind === 'scale') return line
        const [, label = line, stored = ''] = /^(.*\S)\s*=\s*(\S.*)$/.exec(line) ?? []
        return { label, value: stored || label.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '_') }
      }),
  validate: (value, { kind }) => {
    const count = String(value ?? '')
      .split('\n')
      .filter((line) => line.trim()).length
    if (kind === 'scale') return count === 0 || count === 2 ? undefined : 'A scale has two ends'
    if (kind === 'text') return count === 0 ? undefined : 'A question with a free answer offers none'
    return count >= 2 ? undefined : 'At least two answers'
  },
  text: (value) => optionLabels(value).join('; '),
  show: (value, row, place) => offered.show(optionLabels(value), row, place),
}

/** A flat jsonb object, shown in words (`say` it) and edited as JSON. */
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
