import type { CrudFilter, CrudFilters, CrudSort } from '@refinedev/core'
import { columns as columnMetadata } from '@/supabase/columns'
import type { Resource } from '../define'
import type { Field, FilterKind } from '../field'
import {
  type Filter,
  type FilterOp,
  isComplete,
  isValueless,
  type ListState,
  parseAmount,
  spanMilliseconds,
} from './listUrl'
import { storedNumbers } from './storedNumbers'

/** The sort of a list for the data provider. */
export function toSorters(sort: string): CrudSort[] {
  return [{ field: sort.replace(/^-/, ''), order: sort.startsWith('-') ? 'desc' : 'asc' }]
}

/**
 * The conditions of a list for the data provider. `now` fixes what “last 7 days” means. Every word of the search
 * must occur.
 */
export function toCrudFilters(
  resource: Pick<Resource, 'table' | 'fields' | 'list'>,
  state: Pick<ListState, 'search' | 'match' | 'filters'>,
  now = new Date(),
): CrudFilters {
  const conditions = state.filters.flatMap((filter): CrudFilter[] => {
    const field = resource.fields[filter.field]
    if (!field || !isComplete(filter, field.filter)) return []
    if (field.filter === 'money') return [moneyFilter(filter, field, currencyColumn(resource, field, state))]
    if (field.filter === 'number')
      return [numberFilter(filter, field, columnMetadata[resource.table]?.[filter.field]?.type ?? '')]
    return [toCrudFilter(filter, field.filter, isDay(resource.table, filter.field), now)]
  })
  const combined: CrudFilters =
    state.match === 'any' && conditions.length > 1 ? [{ operator: 'or', value: conditions }] : conditions
  const { search: column } = resource.list
  const found = column
    ? state.search
        .toLowerCase()
        .split(/\s+/)
        .filter(Boolean)
        .map((word): CrudFilter => ({ field: column, operator: 'contains', value: word }))
    : []
  return [...found, ...combined]
}

function isDay(table: string, field: string): boolean {
  return columnMetadata[table]?.[field]?.type === 'date'
}

function toCrudFilter(filter: Filter, kind: FilterKind, isDay: boolean, now: Date): CrudFilter {
  if (kind === 'json' && filter.path !== undefined) return jsonFilter(filter, filter.path)
  const { field, op, value } = filter
  if (op === 'empty' || op === 'filled') return emptiness(field, kind, op === 'empty')
  if (kind === 'date') return dateFilter(field, op, value, isDay, now)
  const [first = '', second = ''] = value
  switch (op) {
    case 'has':
      return { field, operator: 'contains', value: first }
    case 'lacks':
      return { field, operator: 'ncontains', value: first }
    case 'starts':
      return { field, operator: 'startswith', value: first }
    case 'not':
      return { field, operator: 'ne', value: first }
    case 'any':
      return kind === 'array'
        ? // `ina` asks for all of its values.
          { operator: 'or', value: value.map((one) => ({ field, operator: 'ina', value: [one] })) }
        : { field, operator: 'in', value: [...value] }
    case 'all':
      return { field, operator: 'ina', value: [...value] }
    case 'none':
      return kind === 'array'
        ? // `nina` is not of all of its values together.
          { operator: 'and', value: value.map((one) => ({ field, operator: 'nina', value: [one] })) as never }
        : { field, operator: 'nin', value: [...value] }
    case 'from':
      return { field, operator: 'gte', value: first }
    case 'to':
      return { field, operator: 'lte', value: first }
    case 'between':
      return range(field, first, second, 'lte')
    default:
      return { field, operator: 'eq', value: kind === 'boolean' ? first === 'true' : first }
  }
}

// What counts as empty besides a missing value.
const blanks: Partial<Record<FilterKind, readonly string[]>> = {
  text: [''],
  array: ['{}'],
  json: ['{}', '[]'],
}

function emptiness(
  field: string,
  kind: FilterKind,
  empty: boolean,
  blank: readonly string[] = blanks[kind] ?? [],
): CrudFilter {
  const isNull: CrudFilter = { field, operator: empty ? 'null' : 'nnull', value: true }
  if (blank.length === 0) return isNull
  const parts = blank.map((value): CrudFilter => ({ field, operator: empty ? 'eq' : 'ne', value }))
  return empty
    ? { operator: 'or', value: [isNull, ...parts] }
    : { operator: 'and', value: [isNull, ...parts] as never }
}

/** A value in a document: as text by `->>`, as a figure by `->`, which compares numbers as numbers. */
function jsonFilter({ field, op, value }: Filter, path: string): CrudFilter {
  const keys = path.split('.')
  const parent = [field, ...keys.slice(0, -1)].join('->')
  const text = `${parent}->>${keys.at(-1)}`
  const figure = `${parent}->${keys.at(-1)}`
  const [first = '', second = ''] = value
  switch (op) {
    case 'from':
      return { field: figure, operator: 'gte', value: Number(first) }
    case 'to':
      return { field: figure, operator: 'lte', value: Number(first) }
    case 'between':
      return range(figure, first === '' ? '' : Number(first), second === '' ? '' : Number(second), 'lte')
    case 'empty':
    case 'filled':
      return emptiness(text, 'json', op === 'empty', ['', '{}', '[]'])
    default:
      return toCrudFilter({ field: text, op, value }, 'text', false, new Date())
  }
}

// Amounts of different currencies are never compared: the filter asks for the currency as well.
function moneyFilter(filter: Filter, field: Field, column: string | undefined): CrudFilter {
  const amounts = filter.value.map(parseAmount)
  const amount = toCrudFilter(
    { ...filter, value: amounts.map(({ minor }) => minor) },
    'money',
    false,
    new Date(),
  )
  const currency = amounts.find((one) => one.currency)?.currency
  if (!currency || !column || !field.currency) return amount
  return { operator: 'and', value: [amount, { field: column, operator: 'eq', value: currency }] as never }
}

/** The column with an amount's currency, where a filter can name it: one of another table only beside nothing else by “or”. */
function currencyColumn(
  { fields }: Pick<Resource, 'fields'>,
  { currency = '' }: Field,
  { match, filters }: Pick<ListState, 'match' | 'filters'>,
): string | undefined {
  if (!currency.includes('.')) return currency
  const isRead = Object.values(fields).some(
    ({ relation }) => relation?.inner && relation.embed === currency.split('.', 1)[0],
  )
  return isRead && (match === 'all' || filters.length === 1) ? currency : undefined
}

function range(field: string, from: string | number, to: string | number, last: 'lt' | 'lte'): CrudFilter {
  const parts: CrudFilter[] = []
  if (from !== '') parts.push({ field, operator: 'gte', value: from })
  if (to !== '') parts.push({ field, operator: last, value: to })
  return { operator: 'and', value: parts as never }
}

// A day that a person names is a day of their own zone; a column of type date has no zone.
function dateFilter(
  field: string,
  op: FilterOp,
  value: readonly string[],
  isDay: boolean,
  now: Date,
): CrudFilter {
  const [first = '', second = ''] = value
  const begin = (day: string) => (isDay || day === '' ? day : localMidnight(day, 0))
  const end = (day: string) => (isDay || day === '' ? day : localMidnight(day, 1))
  const endOp = isDay ? 'lte' : 'lt'
  switch (op) {
    case 'last':
      return range(
        field,
        minuteText(now.getTime() - spanMilliseconds(first), isDay),
        minuteText(now.getTime(), isDay),
        'lte',
      )
    case 'next':
      return range(
        field,
        minuteText(now.getTime(), isDay),
        minuteText(now.getTime() + spanMilliseconds(first), isDay),
        'lte',
      )
    case 'ago':
      return range(field, '', minuteText(now.getTime() - spanMilliseconds(first), isDay), 'lte')
    case 'on':
      return range(field, begin(first), end(first), endOp)
    case 'from':
      return range(field, begin(first), '', endOp)
    case 'to':
      return range(field, '', end(first), endOp)
    default:
      return range(field, begin(first), end(second), endOp)
  }
}

function localMidnight(day: string, daysLater: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const start = new Date(year, month - 1, date + daysLater)
  return Number.isNaN(start.getTime()) ? day : start.toISOString()
}

// To the minute, so that the same filter asked again a second later is the same question.
function minuteText(milliseconds: number, isDay: boolean): string {
  const date = new Date(Math.ceil(milliseconds / 60_000) * 60_000)
  if (!isDay) return date.toISOString()
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`
}

// A filter that the database can compare: for numbers, in the unit that is stored and within what the column holds.
function numberFilter(filter: Filter, field: Field, type: string): CrudFilter {
  const { op, value, nothing } = isValueless(filter.op)
    ? { op: filter.op, value: filter.value, nothing: false }
    : storedNumbers(filter, field, type)
  if (nothing) return { field: filter.field, operator: 'in', value: [] }
  if (value.length === 0 && !isValueless(op)) return { operator: 'and', value: [] }
  return toCrudFilter({ ...filter, op, value }, 'number', false, new Date())
}
