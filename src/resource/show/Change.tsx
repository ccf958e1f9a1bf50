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
  /** The column, and the declaration of its table where there is one. */
  name: string
  resource?: Resource
  names?: RelatedNames
}

interface ChangeProps extends ColumnContext {
  before: unknown
  after: unknown
  /** The rest of the row then, for what a value means nothing without, such as an amount's currency. */
  rowBefore: AnyRow
  rowAfter: AnyRow
}

/** What a column is called. */
export function labelOf(name: string, resource?: Resource): string {
  return resource?.fields[name]?.label ?? humanize(name)
}

/**
 * How a value changed, as its kind is read best: a long text with the changed words marked, a document with the
 * changed lines, a list with what came and went, anything else as before and after.
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
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long one scrolls, and what scrolls must be reachable with the keyboard
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

/** A value out of the audit log, in the words of its column where that is known. */
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
        {/* Of a record that is gone or not visible, the key's beginning is enough to tell two apart. */}
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
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long one scrolls, and what scrolls must be reachable with the keyboard
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
  // Of a column that no page declares: a key's beginning tells two apart, and codes are said in words.
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
  // Also what was a choice once is said in words.
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

/** What stayed is cut down to what stands near a change. */
function shortened(parts: readonly Part[]): Part[] {
  return parts.map((part, index) => {
    if (part.kind !== 'same' || part.text.length <= 2 * around + 20) return part
    const { text } = part
    const start = index === 0 ? '' : text.slice(0, around)
    const end = index === parts.length - 1 ? '' : text.slice(-around)
    return { kind: 'same', text: `${start} … ${end}` }
  })
}

/** The changed lines with two around each. */
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
