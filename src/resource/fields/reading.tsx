import type { Field, FieldOptions } from '../field'
import { longText } from './text'
import './reading.css'

/** A text that people read to judge it, such as a post: in reading size, with its own line breaks. Never as HTML. */
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
