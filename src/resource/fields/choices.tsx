import { type Field, type FieldOptions, humanize, isEmpty } from '../field'
import { none } from './text'

/** Several values of a fixed choice (text[]). The keys are the database's values, each with its label. */
export function choices(
  label: string,
  values: Record<string, string | undefined>,
  more?: FieldOptions,
): Field {
  const list = Object.entries(values).map(([value, name]) => ({ value, label: name ?? humanize(value) }))
  const labelOf = (value: string) => list.find((option) => option.value === value)?.label ?? humanize(value)
  const textOf = (value: unknown) => (isEmpty(value) ? '' : (value as string[]).map(labelOf).join(', '))
  return {
    label,
    width: 180,
    filter: 'array',
    sortable: false,
    options: list,
    input: 'choices',
    text: textOf,
    show: (value, _row, place) =>
      isEmpty(value) ? (
        none
      ) : (
        <span className={place === 'list' ? 'value-line' : undefined}>{textOf(value)}</span>
      ),
    ...more,
  }
}
