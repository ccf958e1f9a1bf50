import { Chip, Row } from '@/ui/layout'
import { type Field, type FieldOptions, isEmpty } from '../field'
import { formDocument } from './formDocument'
import { listText } from './lists'
import { documentText, showDocument } from './plainDocument'
import { none } from './text'

/** A list of short texts (text[]). */
export const tags = (label: string, options?: FieldOptions): Field => ({
  label,
  width: 180,
  filter: 'array',
  sortable: false,
  input: 'tags',
  text: (value) => (Array.isArray(value) ? listText(value.map(String)) : ''),
  show: (value, _row, place) =>
    isEmpty(value) ? (
      none
    ) : place === 'list' ? (
      <span className="value-line">{(value as string[]).join(', ')}</span>
    ) : (
      <Row as="span" gap={4} align="stretch" wrap>
        {(value as string[]).map((tag) => (
          <Chip key={tag}>{tag}</Chip>
        ))}
      </Row>
    ),
  ...options,
})

/**
 * A JSON document: shown and edited without JSON syntax, exported as JSON. `whenNull` is the label of null values in
 * it.
 */
export const json = (
  label: string,
  { whenNull, ...options }: FieldOptions & { whenNull?: string } = {},
): Field => ({
  label,
  width: 200,
  filter: 'json',
  sortable: false,
  wide: true,
  heavy: true,
  input: 'json',
  document: { whenNull },
  toForm: (value) => [{ value }],
  fromForm: (held) => formDocument(held).value,
  validate: (held) => formDocument(held).problem,
  text: (value) => (isEmpty(value) ? '' : JSON.stringify(value)),
  show: (value, _row, place) =>
    isEmpty(value) || (typeof value === 'object' && Object.keys(value as object).length === 0) ? (
      none
    ) : place === 'list' ? (
      <span className="value-line">{documentText(value, { whenNull })}</span>
    ) : (
      showDocument(value, { whenNull })
    ),
  ...options,
})
