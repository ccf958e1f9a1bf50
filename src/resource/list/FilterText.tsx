import { type BaseRecord, useList } from '@refinedev/core'
import type { Field } from '../field'
import { moneyText } from '../fields/money'
import { dayText, momentTexts } from '../fields/time'
import {
  type Filter,
  type FilterGroup,
  type FilterOp,
  isMoment,
  parseAmount,
  spanMilliseconds,
} from '../query/listUrl'

/** The labels of the comparisons, shown between a column's name and the value. */
export const operatorLabels: Record<FilterOp, string> = {
  has: 'contains',
  lacks: 'does not contain',
  is: 'is',
  not: 'is not',
  starts: 'starts with',
  any: 'is',
  all: 'has all of',
  none: 'is not',
  from: '≥',
  to: '≤',
  between: 'between',
  on: 'on',
  last: 'in the last',
  next: 'in the next',
  ago: 'more than',
  empty: 'is empty',
  filled: 'is filled',
}

/** A time span such as “7d” as text: “7 days”. */
export function spanText(span: string): string {
  const hours = spanMilliseconds(span) / 3_600_000
  if (!hours) return span
  const count = span.endsWith('h') ? hours : hours / 24
  const unit = span.endsWith('h') ? 'hour' : 'day'
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

/** A filter as text: “Score ≥ 55”. */
export function FilterText({ filter, field }: { filter: Filter; field?: Field }) {
  const { op, value, path } = filter
  return (
    <>
      <span className="quiet">
        {field?.label ?? filter.field}
        {path === undefined ? null : ` › ${path.replaceAll('.', ' › ')}`} {operatorLabel(op, field)}
      </span>{' '}
      <strong>
        {op === 'last' || op === 'next' ? (
          spanText(value[0] ?? '')
        ) : op === 'ago' ? (
          `${spanText(value[0] ?? '')} ago`
        ) : field?.relation ? (
          <RelationNames field={field} ids={value} />
        ) : (
          <ValueText field={field} op={op} value={value} />
        )}
      </strong>
    </>
  )
}

/** A group of conditions as text: “Score ≥ 55 or State is New”. */
export function GroupText({
  group,
  fields,
}: {
  group: FilterGroup
  fields: Readonly<Record<string, Field>>
}) {
  return group.filters.map((filter, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a group may contain the same condition twice
    <span key={index}>
      {index > 0 ? <span className="quiet"> {group.match === 'any' ? 'or' : 'and'} </span> : null}
      <FilterText filter={filter} field={fields[filter.field]} />
    </span>
  ))
}

function operatorLabel(op: FilterOp, field?: Field): string {
  if (field?.filter === 'date' && op === 'from') return 'from'
  if (field?.filter === 'date' && op === 'to') return 'until'
  if (field?.filter === 'array' && op === 'any') return 'has'
  const isText = field?.filter === 'text' || field?.filter === 'exact'
  if (isText && op === 'any') return 'is any of'
  if (isText && op === 'none') return 'is none of'
  if (field?.filter === 'array' && op === 'none') return 'has none of'
  return operatorLabels[op]
}

function ValueText({ field, op, value }: { field?: Field; op: FilterOp; value: readonly string[] }) {
  const valueText = (text: string) => {
    if (text === '') return '…'
    if (field?.options) return field.options.find((option) => option.value === text)?.label ?? text
    if (field?.filter === 'boolean') return text === 'true' ? 'Yes' : 'No'
    if (field?.filter === 'date' && /^\d{4}-\d\d-\d\d$/.test(text)) return dayText(text)
    if (field?.filter === 'date' && isMoment(text)) return momentTexts(text).local
    if (field?.filter === 'money') {
      const { minor, currency } = parseAmount(text)
      return currency ? moneyText(Number(minor), currency) : `${text} minor units`
    }
    return field?.scale?.unit ? `${text} ${field.scale.unit}` : text
  }
  if (op === 'between') return `${valueText(value[0] ?? '')} and ${valueText(value[1] ?? '')}`
  if (value.length > 3) return `${value.slice(0, 2).map(valueText).join(', ')} and ${value.length - 2} more`
  return value.map(valueText).join(', ')
}

function RelationNames({ field, ids }: { field: Field; ids: readonly string[] }) {
  const relation = field.relation!
  const key = relation.key
  const { result } = useList<BaseRecord>({
    resource: relation.table,
    pagination: { pageSize: 3 },
    filters: [{ field: key, operator: 'in', value: ids.slice(0, 3) }],
    meta: { select: `${key},${relation.title}`, count: 'none', tieBreak: key },
    queryOptions: { enabled: ids.length > 0 },
    errorNotification: false,
  })
  const names = (result?.data ?? []).map((row) => String(row[relation.title] ?? row[key]))
  if (names.length === 0) return ids.length === 1 ? '…' : `${ids.length} chosen`
  return ids.length > names.length ? `${names[0]} and ${ids.length - 1} more` : names.join(', ')
}
