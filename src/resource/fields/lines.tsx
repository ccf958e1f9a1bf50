import { Stack } from '@/ui/layout'
import { type Field, type FieldOptions, isEmpty } from '../field'
import { documentText } from './plainDocument'
import { none } from './text'

/** Each entry as text, whatever its type in the document. */
const linesOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : isEmpty(value) ? [] : [value]).map((line) =>
    typeof line === 'string' ? line : documentText(line),
  )

/** A list of sentences (jsonb, `["…"]`), one below another; in a form, one per line. */
export const lines = (label: string, more?: FieldOptions): Field => ({
  label,
  width: 220,
  filter: 'none',
  sortable: false,
  wide: true,
  input: 'area',
  toForm: (value) => linesOf(value).join('\n'),
  fromForm: (value) =>
    String(value ?? '')
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
  text: (value) => linesOf(value).join('; '),
  show: (value, _row, place) =>
    isEmpty(value) ? (
      none
    ) : place === 'list' ? (
      <span className="value-line">{linesOf(value).join('; ')}</span>
    ) : (
      <Stack as="ul" gap={4} className="measure pad-x-16" style={{ listStyle: 'disc' }}>
        {linesOf(value).map((line, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list may contain the same sentence twice
          <li key={place}>{line}</li>
        ))}
      </Stack>
    ),
  ...more,
})
