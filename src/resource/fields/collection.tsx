import { type Field, type FieldOptions, isEmpty } from './field'
import { none } from './text'

/** A list of short texts (text[]). */
export const tags = (label: string, options?: FieldOptions): Field => ({
  label,
  width: 180,
  filter: 'array',
  sortable: false,
  input: 'tags',
  text: (value) => (Array.isArray(value) ? value.join(', ') : ''),
  show: (value, _row, place) =>
    isEmpty(value) ? (
      none
    ) : place === 'list' ? (
      <span className="value-line">{(value as string[]).join(', ')}</span>
    ) : (
      <span className="value-tags">
        {(value as string[]).map((tag) => (
          <span key={tag} className="value-tag">
            {tag}
          </span>
        ))}
      </span>
    ),
  ...options,
})

// What a text says, or undefined while it is not JSON yet.
function parsed(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return undefined
  }
}

/** A JSON document. */
export const json = (label: string, options?: FieldOptions): Field => ({
  label,
  width: 200,
  filter: 'json',
  sortable: false,
  wide: true,
  heavy: true,
  input: 'json',
  toForm: (value) => JSON.stringify(value ?? {}, null, 2),
  fromForm: (value) => (typeof value === 'string' ? (parsed(value)?.value ?? null) : value),
  validate: (value) =>
    typeof value !== 'string' || parsed(value)
      ? undefined
      : 'This is not valid JSON: check quotes, commas and brackets.',
  text: (value) => (isEmpty(value) ? '' : JSON.stringify(value)),
  show: (value, _row, place) =>
    isEmpty(value) || (typeof value === 'object' && Object.keys(value as object).length === 0) ? (
      none
    ) : place === 'list' ? (
      <code className="value-line">{JSON.stringify(value)}</code>
    ) : (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a long one scrolls, and what scrolls must be reachable with the keyboard
      // biome-ignore lint/a11y/useSemanticElements: a fieldset is for inputs
      <pre className="value-json" role="group" aria-label={label} tabIndex={0}>
        {JSON.stringify(value, null, 2)}
      </pre>
    ),
  ...options,
})
