import { type Field, type FieldOptions, isEmpty } from './field'
import { none } from './text'
import './lines.css'

/** A list of sentences (jsonb, `["…"]`), one below another; in a form, one a line. */
export const lines = (label: string, more?: FieldOptions): Field => ({
  label,
  width: 220,
  filter: 'none',
  sortable: false,
  wide: true,
  input: 'area',
  toForm: (value) => (Array.isArray(value) ? value.join('\n') : ''),
  fromForm: (value) =>
    String(value ?? '')
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
  text: (value) => (Array.isArray(value) ? value.join('; ') : ''),
  show: (value, _row, place) =>
    isEmpty(value) ? (
      none
    ) : place === 'list' ? (
      <span className="value-line">{(value as string[]).join('; ')}</span>
    ) : (
      <ul className="value-lines">
        {(value as string[]).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    ),
  ...more,
})
