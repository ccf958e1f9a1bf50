import type { Field, FieldOptions } from '../field'
import { json } from './collection'
import { documentText } from './plainDocument'

interface Answer {
  label?: unknown
  value?: unknown
}

const isAnswer = (one: unknown): one is Answer => typeof one === 'object' && one !== null
const isEmptyText = (value: unknown) => String(value ?? '').trim() === ''

const storedName = (label: unknown) =>
  String(label ?? '')
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')

/**
 * The answers of a question (jsonb): labels with their stored values, or the two ends of a scale. `choosing` lists the
 * kinds of question whose answers have stored values; a missing one is made from its label. `validate` checks the list
 * as it would be stored.
 */
export function answers(
  label: string,
  choosing: readonly string[],
  { validate, ...options }: FieldOptions = {},
): Field {
  const base = json(label, {
    help: 'Of a choice, what members read and the value that is stored, which is made from it where it is empty. Of a scale, its two ends.',
    document: { like: ({ kind }) => (choosing.includes(String(kind)) ? [{ label: '', value: '' }] : ['']) },
    ...options,
  })
  const field: Field = {
    ...base,
    fromForm: (held, values) => {
      const list = base.fromForm?.(held, values)
      if (!Array.isArray(list)) return list
      return list.map((one: unknown) =>
        isAnswer(one) && one.value === '' && !isEmptyText(one.label)
          ? { ...one, value: storedName(one.label) }
          : one,
      )
    },
    validate: (held, values) => {
      const problem = base.validate?.(held, values)
      const list = field.fromForm?.(held, values) ?? []
      if (problem || !Array.isArray(list)) return problem
      const nameless = list.findIndex((one: unknown) => isAnswer(one) && isEmptyText(one.label))
      if (nameless >= 0) return `Answer ${nameless + 1} needs a label`
      const stored = list.map((one: unknown) => (isAnswer(one) ? one.value : one))
      const again = stored.findIndex((one, place) => stored.indexOf(one) < place)
      if (again >= 0)
        return `Answer ${again + 1} is stored as an earlier one is: “${documentText(stored[again])}”`
      return validate?.(list, values)
    },
  }
  return field
}
