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

/** The sort of a list for the data provider: names by the column that holds them as they are read. */
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
 * The conditions of a list for the data provider. `now` fixes what “last 7 days” means. Every word of the search
 * must occur.
 */
export function toCrudFilters(
  resource: Pick<Resource, 'table' | 'fields' | 'list'>,
  state: Pick<ListState, 'search' | 'match' | 'filters' | 'groups'>,
  now = serverNow(),
): CrudFilters {
  const { groups = [], filters, match } = state
  // Where one “or” stands around or inside, a group cannot ask for a column of another table.
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
  // Only such columns hold texts without case and accents.
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

/** The filters that no row can meet, since their column cannot hold what they ask for. */
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
  return [
    narrowed(toCrudFilter(filter, field.filter, isDay(table, filter.field), now), filter, field.implies),
  ]
}

/** A value worked out row by row is asked of fewer rows, where a stored column tells which can have it. */
function narrowed(condition: CrudFilter, { op, value }: Filter, implies: Field['implies']): CrudFilter {
  if (!implies || (op !== 'is' && op !== 'any')) return condition
  const stored = value.map(implies.of)
  if (stored.length === 0 || stored.includes(undefined)) return condition
  const first: CrudFilter = { field: implies.column, operator: 'in', value: [...new Set(stored.flat())] }
  return { operator: 'and', value: [first, condition] as never }
}

/** A text is asked for without its case and accents, where the table keeps it so; addresses and codes as they are. */
function textFilter(table: string, filter: Filter): CrudFilter {
  if (isValueless(filter.op)) return toCrudFilter(filter, 'text', false, new Date())
  const isFolded = columnMetadata[table]?.[filter.field]?.folded
  const isList = filter.op === 'any' || filter.op === 'none'
  const value = isFolded
    ? filter.value.map(folded)
    : isList
      ? // Out of another file a code or an address comes in whatever case.
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

/** Beyond this no column of amounts reaches, and JavaScript does not count to the unit. */
const largestAmount = Number.MAX_SAFE_INTEGER

// Amounts of different currencies are never compared: the filter asks for the currency as well.
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
  // What lies beyond all amounts bounds none of them, as the largest that there can be does not.
  const value = amounts.map(({ minor }, at) =>
    beyond[at] ? String((beyond[at] ?? 0) * largestAmount) : minor,
  )
  const amount = toCrudFilter({ ...filter, value }, 'money', false, new Date())
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

// A day that a person names is a day of their own zone; a column of type date has no zone. A moment is itself, and as
// the last of a range not in it any more.
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
    // A day more or less is one of the calendar: where clocks change, it has not 24 hours.
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
  // By itself the constructor takes the years up to 99 for those of the last century.
  start.setFullYear(year, month - 1, date + daysLater)
  if (Number.isNaN(start.getTime())) return day
  // A moment of the year 10000, or before the year 1, is written otherwise, and is none to the database.
  if (start.getUTCFullYear() < 1) return '0001-01-01T00:00:00.000Z'
  return start.getFullYear() > 9999 ? '9999-12-31T23:59:59.999Z' : start.toISOString()
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
