import type { Field, FieldOptions } from '../field'
import { longText } from './text'
import './reading.css'

/** A longer text for careful reading, such as a post: larger type, with its own line breaks. Never rendered as HTML. */
export function reading(label: string, options?: FieldOptions): Field {
  const field = longText(label, options)
  return {
    ...field,
    show: (value, row, place) =>
      place === 'list' || !value ? (
        field.show(value, row, place)
      ) : (
        <p className="reading-text pre">{String(value)}</p>
      ),
  }
}
