import type { ReactNode } from 'react'
import { Row, Stack } from '@/ui/layout'
import { humanize } from '../field'
import { none } from './text'
import { Moment } from './time'
import './document.css'
import { numberLocale } from '@/ui/locale'

interface DocumentWording {
  /** The label of a null value inside the document, such as “Without limit”. */
  whenNull?: string
}

const figure = new Intl.NumberFormat(numberLocale, { maximumFractionDigits: 6 })
const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/

type Entries = [key: string, value: unknown][]

const isDocument = (value: unknown): value is object => typeof value === 'object' && value !== null
const entriesOf = (value: object): Entries => Object.entries(value)

/** A document's key as a label: unlike a column's, it keeps its `_id`, so that no two keys get the same label. */
export const inWords = (name: string) => humanize(name.replaceAll('_', ' '))

function scalarText(value: unknown, { whenNull = 'None' }: DocumentWording): string {
  if (value === null || value === undefined || value === '') return whenNull
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (typeof value === 'number') return figure.format(value)
  const text = String(value)
  // A program's code, such as `too_many_links`, as a label; text that a person wrote stays unchanged.
  return /^[a-z]+(_[a-z\d]+)+$/.test(text) ? inWords(text) : text
}

/** A JSON document as text on one line: “Introductions 4, messages 10”. */
export function documentText(value: unknown, wording: DocumentWording = {}): string {
  if (Array.isArray(value)) return value.map((one) => documentText(one, wording)).join(', ')
  if (!isDocument(value)) return scalarText(value, wording)
  return entriesOf(value)
    .map(([key, inner]) => `${inWords(key)} ${documentText(inner, wording)}`)
    .join(', ')
}

/** A JSON document as lines of text, one value per line, for comparing lines: nested values are indented. */
export function documentLines(value: unknown, indent = ''): string[] {
  if (!isDocument(value)) return [indent + scalarText(value, {}).replaceAll('\n', `\n${indent}`)]
  const isNamed = !Array.isArray(value)
  return entriesOf(value).flatMap(([key, inner]) => {
    const name = isNamed ? `${inWords(key)}:` : '•'
    if (isDocument(inner) && entriesOf(inner).length > 0 && indent.length < 20)
      return [indent + name, ...documentLines(inner, `${indent}  `)]
    return [`${indent}${name} ${documentText(inner).replaceAll('\n', `\n${indent}  `) || 'None'}`]
  })
}

/** A JSON document for people: keys as labels, lists as lists, timestamps in the viewer's time zone. */
export function showDocument(value: unknown, wording: DocumentWording = {}, depth = 0): ReactNode {
  if (typeof value === 'string' && moment.test(value)) return <Moment value={value} />
  if (!isDocument(value)) return scalarText(value, wording)
  const entries = entriesOf(value)
  if (entries.length === 0) return none
  // Deeper nesting would not be readable: the rest is shown as one line of text.
  if (depth > 5) return documentText(value, wording)
  if (!Array.isArray(value)) {
    return (
      <Stack as="dl" gap={4} className="value-document">
        {entries.map(([key, inner]) => (
          <Row gap={12} align="baseline" wrap="tight" key={key}>
            <dt>{inWords(key)}</dt>
            <dd className="grow anywhere">{showDocument(inner, wording, depth + 1)}</dd>
          </Row>
        ))}
      </Stack>
    )
  }
  if (!value.some(isDocument) && value.every((one) => String(one).length < 40))
    return documentText(value, wording)
  return (
    <Stack as="ul" gap={8} className="value-document-list scroll pad-x-16" style={{ maxHeight: 480 }}>
      {value.map((inner, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the elements of a document have no key but their position
        <li key={index}>{showDocument(inner, wording, depth + 1)}</li>
      ))}
    </Stack>
  )
}
