import type { CrudFilter, CrudFilters, CrudSort } from '@refinedev/core'
import { serverNow } from '@/supabase/clock'
import { columns as columnMetadata } from '@/supabase/columns'
import { folded } from '@/supabase/folded'
import type { Resource } from '../define'
import type { Field, FilterKind } from '../field'
import { dayWords, localDay, minuteText } from './days'
import {
  type Filter,
  type FilterOp,
  filtersOf,
  isComplete,
  isMoment,
  isValueless,
  type ListState,
  parseAmount,
  spanMilliseconds,
} from './listUrl'
import { storableTexts } from './storable'
import { storedNumbers } from './storedNumbers'

/** A list's sort order for the data provider: names are sorted by the column that stores them in sorting form. */
export function toSorters({ table }: Pick<Resource, 'table'>, sort: string): CrudSort[] {
  return sort.split(',').map((one) => {
    const name = one.replace(/^-/, '')
    return {
      field: columnMetadata[table]?.[name]?.sortedBy ?? name,
      order: one.startsWith('-') ? 'desc' : 'asc',
    }
  })
}

/**
 * A list's conditions for the data provider. `now` fixes what “last 7 days” means. Every word of the search must occur.
 */
export function toCrudFilters(
  resource: Pick<Resource, 'table' | 'fields' | 'list'>,
  state: Pick<ListState, 'search' | 'match' | 'filters' | 'groups'>,
  now = serverNow(),
): CrudFilters {
  const { groups = [], filters, match } = state
  // Inside or beside an “or”, a group cannot filter by a column of another table.
  const joined = { match, filters: filtersOf(state) }
  const single = groups.some((group) => group.match === 'any') ? { ...joined, match: 'any' as const } : joined
  const conditions = [
    ...filters.flatMap((filter) => conditionOf(resource, filter, single, now)),
    ...groups.map(
      (group): CrudFilter => ({
        operator: group.match === 'any' ? 'or' : 'and',
        value: group.filters.flatMap((filter) => conditionOf(resource, filter, single, now)) as never,
      }),
    ),
  ]
  const combined: CrudFilters =
    match === 'any' && conditions.length > 1 ? [{ operator: 'or', value: conditions }] : conditions
  const { search: column } = resource.list
  // Only search columns store texts without case and accents.
  const asked = /(^|\.)search$/.test(column ?? '') ? folded(state.search) : state.search
  const found = column
    ? asked
        .split(/\s+/)
        .filter(Boolean)
        .map(
          (word): CrudFilter =>
            word.includes('\0') ? nothing(column) : { field: column, operator: 'contains', value: word },
        )
    : []
  return [...found, ...combined]
}

/** The filters that match no row, since their column cannot hold the value. */
export function impossibleFilters(
  resource: Pick<Resource, 'table' | 'fields' | 'list'>,
  state: Pick<ListState, 'filters' | 'groups'>,
): Filter[] {
  const now = new Date()
  return filtersOf(state).filter((filter) =>
    conditionOf(resource, filter, { match: 'all', filters: [] }, now).some(
      (condition) => condition.operator === 'in' && condition.value.length === 0,
    ),
  )
}

const nothing = (field: string): CrudFilter => ({ field, operator: 'in', value: [] })
const everything = (field: string): CrudFilter => ({
  operator: 'or',
  value: [
    { field, operator: 'null', value: true },
    { field, operator: 'nnull', value: true },
  ],
})

function conditionOf(
  resource: Pick<Resource, 'table' | 'fields'>,
  asked: Filter,
  state: Pick<ListState, 'match' | 'filters'>,
  now: Date,
): CrudFilter[] {
  const { table } = resource
  const field = resource.fields[asked.field]
  if (!field || !isComplete(asked, field.filter)) return []
  const filter = storableTexts(table, asked)
  if (filter === 'none') return [nothing(asked.field)]
  if (filter === 'all') return [everything(asked.field)]
  if (field.filter === 'money') return [moneyFilter(filter, field, currencyColumn(resource, field, state))]
  if (field.filter === 'number')
    return [numberFilter(filter, field, columnMetadata[table]?.[filter.field]?.type ?? '')]
  if (field.filter === 'text' || field.filter === 'exact') return [textFilter(table, filter)]
  return [found(toCrudFilter(filter, field.filter, isDay(table, filter.field), now), filter, field.finds)]
}

/** Rows with a computed value are found by one condition; only a negated filter computes the value for each row. */
function found(condition: CrudFilter, { op, value }: Filter, finds: Field['finds']): CrudFilter {
  if (!finds || (op !== 'is' && op !== 'any')) return condition
  const [first, ...others] = value.map(finds)
  return first && others.length === 0 ? first : { operator: 'or', value: value.map(finds) }
}

/** Filters a text without case and accents if the table stores it so; addresses and codes are compared unchanged. */
function textFilter(table: string, filter: Filter): CrudFilter {
  if (isValueless(filter.op)) return toCrudFilter(filter, 'text', false, new Date())
  const isFolded = columnMetadata[table]?.[filter.field]?.folded
  const isList = filter.op === 'any' || filter.op === 'none'
  const value = isFolded
    ? filter.value.map(folded)
    : isList
      ? // Codes and addresses copied from other files may have any case.
        [...new Set(filter.value.flatMap((text) => [text, text.toLowerCase()]))]
      : filter.value
  const field = isFolded ? `folded->>${filter.field}` : filter.field
  return toCrudFilter({ ...filter, field, value }, 'text', false, new Date())
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
        ? // `ina` means: contains all of the values.
          { operator: 'or', value: value.map((one) => ({ field, operator: 'ina', value: [one] })) }
        : { field, operator: 'in', value: [...value] }
    case 'all':
      return { field, operator: 'ina', value: [...value] }
    case 'none':
      return kind === 'array'
        ? // `nina` means: does not contain all of the values together.
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

// The values that count as empty besides null.
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

/** A value in a document: `->>` compares as text, `->` compares numbers as numbers. */
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

/** The largest amount of any column, and the largest integer that JavaScript represents exactly. */
const largestAmount = Number.MAX_SAFE_INTEGER

// Amounts of different currencies are never compared: the filter includes the currency.
function moneyFilter(filter: Filter, field: Field, column: string | undefined): CrudFilter {
  const amounts = filter.value.map(parseAmount)
  const beyond = amounts.map(
    ({ minor }) => Math.sign(Number(minor)) * Number(Math.abs(Number(minor)) > largestAmount),
  )
  if (beyond.some((side) => side !== 0)) {
    const [first = 0, second = 0] = beyond
    const isNone = filter.op === 'is' || (filter.op === 'to' ? first < 0 : first > 0) || second < 0
    if (isNone) return nothing(filter.field)
  }
  // An amount above the largest possible one is replaced by that one: the comparison has the same result.
  const value = amounts.map(({ minor }, at) =>
    beyond[at] ? String((beyond[at] ?? 0) * largestAmount) : minor,
  )
  const amount = toCrudFilter({ ...filter, value }, 'money', false, new Date())
  const currency = amounts.find((one) => one.currency)?.currency
  if (!currency || !column || !field.currency) return amount
  return { operator: 'and', value: [amount, { field: column, operator: 'eq', value: currency }] as never }
}

/**
 * The column with an amount's currency, if a filter can use it: a column of another table cannot be part of an “or”.
 */
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

// A day means a day in the person's time zone; a date column has no zone. A moment is used as it is, and is excluded as
// the end of a range.
function dateFilter(
  field: string,
  op: FilterOp,
  value: readonly string[],
  isDay: boolean,
  now: Date,
): CrudFilter {
  const [first = '', second = ''] = value
  const bound = (text: string, daysLater: number) => {
    if (isMoment(text)) return isDay ? text.slice(0, 10) : text
    const days = Object.hasOwn(dayWords, text) ? dayWords[text] : undefined
    const day = days === undefined ? text : localDay(now, days)
    return isDay || day === '' ? day : localMidnight(day, daysLater)
  }
  const spanFrom = (sign: 1 | 0 | -1) => {
    // Days are added in the calendar: on a day when clocks change, a day does not have 24 hours.
    const [, days] = /^(\d+)d$/.exec(first) ?? []
    if (isDay && (days || sign === 0)) return localDay(now, sign * Number(days ?? 0))
    const moment = minuteText(now.getTime() + sign * spanMilliseconds(first))
    return isDay ? localDay(new Date(moment), 0) : moment
  }
  const begin = (day: string) => bound(day, 0)
  const end = (day: string) => bound(day, 1)
  const endOp = isDay ? 'lte' : 'lt'
  switch (op) {
    case 'last':
      return range(field, spanFrom(-1), spanFrom(0), 'lte')
    case 'next':
      return range(field, spanFrom(0), spanFrom(1), 'lte')
    case 'ago':
      return range(field, '', spanFrom(-1), 'lte')
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
  const start = new Date(2000, 0, 1)
  // The Date constructor alone would read the years 0 to 99 as 1900 to 1999.
  start.setFullYear(year, month - 1, date + daysLater)
  if (Number.isNaN(start.getTime())) return day
  // Dates after the year 9999 or before the year 1 have another ISO format, which the database does not accept.
  if (start.getUTCFullYear() < 1) return '0001-01-01T00:00:00.000Z'
  return start.getFullYear() > 9999 ? '9999-12-31T23:59:59.999Z' : start.toISOString()
}

// A filter that the database can compare: numbers are converted to the stored unit and limited to the column's range.
function numberFilter(filter: Filter, field: Field, type: string): CrudFilter {
  const { op, value, nothing } = isValueless(filter.op)
    ? { op: filter.op, value: filter.value, nothing: false }
    : storedNumbers(filter, field, type)
  if (nothing) return { field: filter.field, operator: 'in', value: [] }
  if (value.length === 0 && !isValueless(op)) return { operator: 'and', value: [] }
  return toCrudFilter({ ...filter, op, value }, 'number', false, new Date())
}
