import type { ReactNode } from 'react'
import { columns as columnMetadata } from '@/supabase/columns'
import type { AnyRow, Resource } from '../define'
import { type Field, humanize, isEmpty, isUuid } from '../field'
import { currencyOf, moneyText } from '../fields/money'
import { StateMark } from '../fields/options'
import { documentText as documentInLine, documentLines } from '../fields/plainDocument'
import { dayText, Moment } from '../fields/time'
import { RecordLink } from '../RecordLink'
import { diffLines, diffWords, type Part } from './diff'
import type { RelatedNames } from './useNames'

interface ColumnContext {
  /** The column, and the declaration of its table if there is one. */
  name: string
  resource?: Resource
  names?: RelatedNames
}

interface ChangeProps extends ColumnContext {
  before: unknown
  after: unknown
  /** The other values of the row at that time, needed for values such as an amount, which depends on its currency. */
  rowBefore: AnyRow
  rowAfter: AnyRow
}

/** The label of a column. */
export function labelOf(name: string, resource?: Resource): string {
  return resource?.fields[name]?.label ?? humanize(name)
}

/**
 * Shows how a value changed: a long text with the changed words marked, a document with the changed lines, a list with
 * added and removed entries, anything else as before and after.
 */
export function Change({ before, after, rowBefore, rowAfter, ...context }: ChangeProps) {
  if (typeof before === 'string' && typeof after === 'string' && isProse(before, after, context)) {
    return (
      <div className="history-text pre">
        <Parts parts={shortened(diffWords(before, after))} />
      </div>
    )
  }
  if (isList(before) && isList(after) && (before.length > 0 || after.length > 0)) {
    const gone = before.filter((item) => !after.includes(item))
    const came = after.filter((item) => !before.includes(item))
    if (gone.length + came.length > 0) {
      return (
        <Parts
          parts={[
            ...gone.map((item): Part => ({ kind: 'gone', text: listText(item, context) })),
            ...came.map((item): Part => ({ kind: 'new', text: listText(item, context) })),
          ]}
          between=" "
        />
      )
    }
  }
  if (isDocument(before) || isDocument(after)) {
    return (
      // biome-ignore lint/a11y/useSemanticElements: a fieldset is for inputs
      <pre
        className="history-lines code small scroll"
        role="group"
        aria-label={`${labelOf(context.name, context.resource)}: changed lines`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long text scrolls, and a scroll container must be focusable by keyboard
        tabIndex={0}
      >
        {nearChanges(diffLines(documentText(before), documentText(after))).map((part, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one diff never move
          <Line key={index} part={part} />
        ))}
      </pre>
    )
  }
  return (
    <>
      <del>
        <Value value={before} row={rowBefore} {...context} />
      </del>
      <span aria-hidden> → </span>
      <span className="visually-hidden"> became </span>
      <ins>
        <Value value={after} row={rowAfter} {...context} />
      </ins>
    </>
  )
}

/** A value from the audit log, formatted by its column's field if known. */
export function Value({
  value,
  row,
  name,
  resource,
  names,
}: ColumnContext & { value: unknown; row: AnyRow }) {
  if (isEmpty(value)) return 'empty'
  const field = resource?.fields[name]
  if (field?.relation) {
    const id = String(value)
    return (
      <RecordLink table={field.relation.table} id={id}>
        {/* For a record that was deleted or is not visible, the first characters of the key are shown. */}
        {names?.[name]?.[id] ?? id.slice(0, 8)}
      </RecordLink>
    )
  }
  return plainValue(value, row, field, columnMetadata[resource?.table ?? '']?.[name]?.type)
}

function plainValue(
  value: unknown,
  row: AnyRow,
  field: Field | undefined,
  type: string | undefined,
): ReactNode {
  if (field?.filter === 'money' && field.currency)
    return moneyText(Number(value), currencyOf(row, field.currency))
  if (field?.options && typeof value === 'string') {
    return (
      <StateMark
        option={field.options.find((option) => option.value === value) ?? { value, label: humanize(value) }}
      />
    )
  }
  if (type === 'timestamptz') return <Moment value={String(value)} />
  if (type === 'date') return dayText(String(value))
  if (isDocument(value)) {
    return (
      // biome-ignore lint/a11y/useSemanticElements: a fieldset is for inputs
      <pre
        className="history-lines code small scroll"
        role="group"
        aria-label={field?.label ?? 'Document'}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long text scrolls, and a scroll container must be focusable by keyboard
        tabIndex={0}
      >
        {documentText(value)}
      </pre>
    )
  }
  if (field) {
    const shown = field.show(value, row, 'detail')
    return field.filter === 'text' && typeof shown === 'string' ? shown : field.text(value, row)
  }
  // For a column that no page declares: keys are shortened to their first characters, and codes are shown as labels.
  return isUuid(String(value)) ? String(value).slice(0, 8) : documentInLine(value)
}

function isProse(before: string, after: string, { name, resource }: ColumnContext): boolean {
  const field = resource?.fields[name]
  if (before === '' || after === '' || field?.options || field?.relation) return false
  const type = columnMetadata[resource?.table ?? '']?.[name]?.type ?? 'text'
  return (
    type === 'text' && (before.includes('\n') || after.includes('\n') || before.length + after.length > 80)
  )
}

function isList(value: unknown): value is (string | number)[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string' || typeof item === 'number')
}

function isDocument(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !isList(value)
}

function documentText(value: unknown): string {
  return isEmpty(value) ? 'empty' : documentLines(value).join('\n')
}

function listText(item: string | number, { name, resource }: ColumnContext): string {
  const options = resource?.fields[name]?.options
  // Values that are no longer among the choices are shown as labels too.
  return (
    options?.find(({ value }) => value === item)?.label ?? (options ? humanize(String(item)) : String(item))
  )
}

function Parts({ parts, between = '' }: { parts: readonly Part[]; between?: string }) {
  return parts.map(({ kind, text }, index) => {
    const Mark = kind === 'gone' ? 'del' : kind === 'new' ? 'ins' : 'span'
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one diff never move
      <span key={index}>
        {index > 0 ? between : null}
        {kind === 'same' ? null : (
          <span className="visually-hidden">{kind === 'gone' ? ' taken out: ' : ' added: '}</span>
        )}
        <Mark>{text}</Mark>
      </span>
    )
  })
}

function Line({ part: { kind, text } }: { part: Part }) {
  const Mark = kind === 'gone' ? 'del' : kind === 'new' ? 'ins' : 'span'
  return (
    <Mark>
      <span aria-hidden>{kind === 'gone' ? '− ' : kind === 'new' ? '+ ' : '  '}</span>
      {text}
      {'\n'}
    </Mark>
  )
}

const around = 60

/** Shortens unchanged text to what is near a change. */
function shortened(parts: readonly Part[]): Part[] {
  return parts.map((part, index) => {
    if (part.kind !== 'same' || part.text.length <= 2 * around + 20) return part
    const { text } = part
    const start = index === 0 ? '' : text.slice(0, around)
    const end = index === parts.length - 1 ? '' : text.slice(-around)
    return { kind: 'same', text: `${start} … ${end}` }
  })
}

/** The changed lines with two lines of context before and after. */
function nearChanges(parts: readonly Part[]): Part[] {
  const isNear = (index: number) =>
    parts.slice(Math.max(0, index - 2), index + 3).some(({ kind }) => kind !== 'same')
  const result: Part[] = []
  for (const [index, part] of parts.entries()) {
    if (isNear(index)) result.push(part)
    else if (result.at(-1)?.text !== '…') result.push({ kind: 'same', text: '…' })
  }
  return result
}
