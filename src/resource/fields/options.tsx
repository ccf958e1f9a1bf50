import { Row } from '@/ui/layout'
import { type Field, type FieldOptions, humanize, isEmpty, type Option } from '../field'
import { none } from './text'

/** A state: a coloured dot and a word. */
export function StateMark({ option }: { option: Option }) {
  return (
    <Row as="span" gap={8} inline className="nowrap">
      {option.tone ? <span className="value-dot" data-tone={option.tone} aria-hidden /> : null}
      {option.label}
    </Row>
  )
}

/**
 * One value of a fixed choice. The keys are the database's values; each has a tone, or a label and a tone (`{ past_due:
 * ['Past due', 'red'] }`), or nothing, in which case its label is made from its name.
 */
export function options(
  label: string,
  values: Record<string, string | readonly [label: string, tone?: string] | undefined>,
  more?: FieldOptions,
): Field {
  const list: Option[] = Object.entries(values).map(([value, style]) =>
    Array.isArray(style)
      ? { value, label: style[0], tone: style[1] }
      : { value, label: humanize(value), tone: style as string | undefined },
  )
  const byValue = new Map(list.map((option) => [option.value, option]))
  const optionOf = (value: unknown): Option =>
    byValue.get(String(value)) ?? { value: String(value), label: humanize(String(value)) }

  return {
    label,
    width: 124,
    filter: 'options',
    options: list,
    input: 'options',
    text: (value) => (isEmpty(value) ? '' : optionOf(value).label),
    show: (value) => (isEmpty(value) ? none : <StateMark option={optionOf(value)} />),
    ...more,
  }
}

/** A boolean, shown as yes or no. */
export function flag(label: string, more?: FieldOptions): Field {
  const textOf = (value: unknown) => (value === true ? 'Yes' : value === false ? 'No' : '')
  return {
    label,
    width: 84,
    filter: 'boolean',
    input: 'flag',
    text: textOf,
    show: (value) =>
      isEmpty(value) ? none : <span className={value ? undefined : 'quiet'}>{textOf(value)}</span>,
    ...more,
  }
}
