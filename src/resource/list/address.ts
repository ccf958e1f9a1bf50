import type { CrudFilter, CrudFilters, CrudSort } from '@refinedev/core'
import { columns as facts } from '@/supabase/columns'
import type { Density } from '@/ui/theme'
import type { Resource } from '../define'
import { type Field, type FilterKind, isUuid } from '../fields/field'
import { minorDigits } from '../fields/money'

/** The comparisons that a filter can make. Which of them a column offers follows from its kind. */
export type FilterOp =
  | 'has'
  | 'lacks'
  | 'is'
  | 'not'
  | 'starts'
  | 'any'
  | 'all'
  | 'none'
  | 'from'
  | 'to'
  | 'between'
  | 'on'
  | 'last'
  | 'next'
  | 'ago'
  | 'empty'
  | 'filled'

/**
 * One condition of a list, as it stands in the address: `state=any:new,qualified`, `total_minor=from:100 EUR`, or
 * `config.filters.country=is:DE` for what lies in a document.
 */
export interface Filter {
  field: string
  /** Inside a JSON document: the keys that lead to the value, joined by dots. */
  path?: string
  op: FilterOp
  value: readonly string[]
}

/** One column of a list as somebody arranged it: in this order, of this width in pixels, kept in sight when scrolling sideways. */
export interface ColumnSetting {
  name: string
  width?: number
  pinned?: boolean
}

/** What a list shows, all of it kept in the address. */
export interface ListState {
  search: string
  match: 'all' | 'any'
  filters: readonly Filter[]
  /** Column, with a minus before it for descending. */
  sort: string
  /** Where the page begins: a cursor of the page before or after, and the position of its first row. */
  cursor?: string
  direction: 'next' | 'previous'
  first: number
  /** Rows of a page. */
  size: number
  /** As arranged; the usual columns where absent. */
  columns?: readonly ColumnSetting[]
  /** The height of its rows; as the person has it everywhere where absent. */
  density?: Density
  /** The saved view that it was opened by; the rest of the address holds all that the view says. */
  view?: string
}

/** How many rows a page of a list may have; the first is usual. */
export const pageSizes = [50, 100, 250, 1000] as const

/** The comparisons of each kind of column; the first is the one it starts with. */
export const opsOf: Record<FilterKind, readonly FilterOp[]> = {
  text: ['has', 'is', 'starts', 'lacks', 'not', 'empty', 'filled'],
  number: ['from', 'to', 'between', 'is', 'empty', 'filled'],
  money: ['from', 'to', 'between', 'is', 'empty', 'filled'],
  date: ['last', 'next', 'ago', 'on', 'from', 'to', 'between', 'empty', 'filled'],
  options: ['any', 'none', 'empty', 'filled'],
  relation: ['any', 'none', 'empty', 'filled'],
  boolean: ['is', 'empty', 'filled'],
  array: ['any', 'all', 'none', 'empty', 'filled'],
  key: ['is', 'empty', 'filled'],
  json: ['has', 'is', 'starts', 'lacks', 'not', 'from', 'to', 'between', 'empty', 'filled'],
  none: [],
}

const valueless: readonly FilterOp[] = ['empty', 'filled']
const reserved = new Set([
  ...['q', 'sort', 'match', 'after', 'before', 'first'],
  ...['size', 'columns', 'density', 'view'],
])

/** Whether the comparison stands alone, without a value. */
export function isValueless(op: FilterOp): boolean {
  return valueless.includes(op)
}

/** The comparisons of figures: in a document, where a value may be anything, only they ask for a number. */
export function isOfFigures(op: FilterOp): boolean {
  return op === 'from' || op === 'to' || op === 'between'
}

// What PostgREST takes as a key: letters, digits and single hyphens; digits alone are a place in an array.
const jsonPath = /^\w+(?:-\w+)*(?:\.\w+(?:-\w+)*)*$/

/** Whether a filter has all that it needs; one still being written is not applied. */
export function isComplete({ op, value, path }: Filter, kind: FilterKind): boolean {
  if (kind === 'json') {
    // A document as a whole is empty or not; all else is asked of a value in it.
    if (path === undefined ? !isValueless(op) : !jsonPath.test(path)) return false
    if (isOfFigures(op) && value.some((part) => part !== '' && !Number.isFinite(Number(part)))) return false
  }
  if (isValueless(op)) return true
  if (!value.every((part) => part === '' || isValue(part, op, kind))) return false
  if (op === 'between') return value.length === 2 && value.some((part) => part !== '')
  return (
    value.length > 0 &&
    (((op === 'is' || op === 'not') && (kind === 'text' || kind === 'json')) ||
      value.some((part) => part !== ''))
  )
}

// Whether the database can compare it with a column of that kind.
function isValue(text: string, op: FilterOp, kind: FilterKind): boolean {
  switch (kind) {
    case 'number':
      return isNumber(text)
    case 'money':
      return /^-?\d+$/.test(amountOf(text).minor)
    case 'date':
      return op === 'last' || op === 'next' || op === 'ago' ? spanOf(text) > 0 : isRealDay(text)
    case 'key':
      return isUuid(text)
    default:
      return true
  }
}

function isNumber(text: string): boolean {
  return text.trim() !== '' && Number.isFinite(Number(text))
}

/** Whether it is a day of the calendar, as `2026-03-12`. */
function isRealDay(text: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

function writeValues(values: readonly string[]): string {
  return values.map((value) => value.replace(/[\\,]/g, '\\$&')).join(',')
}

function readValues(text: string): string[] {
  const values: string[] = []
  let value = ''
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '\\' && at + 1 < text.length) {
      at += 1
      value += text[at]
    } else if (text[at] === ',') {
      values.push(value)
      value = ''
    } else value += text[at]
  }
  return [...values, value]
}

/** Columns as they stand in the address: `*score-120 state`, with a star where pinned and a width where it is not the usual. */
function writeColumns(columns: readonly ColumnSetting[]): string {
  return columns
    .map(({ name, width, pinned }) => `${pinned ? '*' : ''}${name}${width ? `-${Math.round(width)}` : ''}`)
    .join(' ')
}

function readColumns(text: string): ColumnSetting[] {
  return text.split(' ').flatMap((part) => {
    const [, star, name, width] = /^(\*?)([a-z]\w*)(?:-(\d{2,4}))?$/.exec(part) ?? []
    return name ? [{ name, ...(width && { width: Number(width) }), ...(star && { pinned: true }) }] : []
  })
}

/** Whether a part of the address is a filter on what lies in a document; all else with a dot belongs to what stands above the list. */
export function isPathKey(key: string, resource: Pick<Resource, 'fields'>): boolean {
  const [field = ''] = key.split('.', 1)
  return (
    key.includes('.') && Object.hasOwn(resource.fields, field) && resource.fields[field]?.filter === 'json'
  )
}

// Tells the values that a column may have: where they are few, by name; where they are another table's keys, by their form.
function valueTest({ filter, options, relation }: Field): ((value: string) => boolean) | undefined {
  if (filter === 'boolean') return (value) => value === 'true' || value === 'false'
  if (filter === 'options' && options) return (value) => options.some((option) => option.value === value)
  const key = relation && facts[relation.table]?.[relation.key ?? 'id']
  return key?.type === 'uuid' ? isUuid : undefined
}

/** Reads what a list shows from its address. `dropped` names what the address asks for and the table does not have. */
export function readAddress(
  params: URLSearchParams,
  resource: Pick<Resource, 'fields' | 'list'>,
): ListState & { dropped: string[] } {
  const filters: Filter[] = []
  const dropped: string[] = []
  for (const [key, text] of params) {
    const within = isPathKey(key, resource)
    // `chart.range` belongs to what stands above the list.
    if (reserved.has(key) || (key.includes('.') && !within)) continue
    const name = within ? key.slice(0, key.indexOf('.')) : key
    const field = Object.hasOwn(resource.fields, name) ? resource.fields[name] : undefined
    const [, op, rest] = /^([a-z]+)(?::(.*))?$/s.exec(text) ?? []
    const asked: Filter = {
      field: name,
      ...(within && { path: key.slice(name.length + 1) }),
      op: op as FilterOp,
      value: rest === undefined ? [] : readValues(rest),
    }
    if (!field || !opsOf[field.filter].includes(asked.op) || !isComplete(asked, field.filter)) {
      dropped.push(key)
      continue
    }
    const isKnown = valueTest(field)
    const filter = isKnown ? { ...asked, value: asked.value.filter(isKnown) } : asked
    for (const value of asked.value) if (!filter.value.includes(value)) dropped.push(`${key} “${value}”`)
    if (isComplete(filter, field.filter)) filters.push(filter)
  }
  let sort = params.get('sort') ?? resource.list.sort
  if (!Object.hasOwn(resource.fields, sort.replace(/^-/, ''))) {
    dropped.push('sort')
    sort = resource.list.sort
  }
  const arranged = params.has('columns') ? readColumns(params.get('columns') ?? '') : undefined
  const columns = arranged?.filter(
    ({ name }, index) =>
      Object.hasOwn(resource.fields, name) && arranged.findIndex((other) => other.name === name) === index,
  )
  for (const { name } of arranged ?? []) if (!Object.hasOwn(resource.fields, name)) dropped.push(name)
  const density = params.get('density')
  const size = Number(params.get('size'))
  const after = params.get('after')
  const before = params.get('before')
  const first = Number(params.get('first') ?? 1)
  return {
    search: params.get('q') ?? '',
    match: params.get('match') === 'any' ? 'any' : 'all',
    filters,
    sort,
    cursor: after ?? before ?? undefined,
    direction: after === null && before !== null ? 'previous' : 'next',
    first: (after || before) && Number.isSafeInteger(first) && first > 0 ? first : 1,
    size: pageSizes.find((one) => one === size) ?? pageSizes[0],
    ...(columns && { columns }),
    ...(density === 'compact' || density === 'comfortable' ? { density } : {}),
    ...(params.get('view') && { view: params.get('view') as string }),
    dropped,
  }
}

/** Writes what a list shows as its address; what is as by default is left out. */
export function writeAddress(state: ListState, defaultSort: string): URLSearchParams {
  const params = new URLSearchParams()
  if (state.search) params.set('q', state.search)
  for (const { field, path, op, value } of state.filters) {
    const key = path === undefined ? field : `${field}.${path}`
    params.append(key, isValueless(op) ? op : `${op}:${writeValues(value)}`)
  }
  if (state.match === 'any' && state.filters.length > 1) params.set('match', 'any')
  if (state.sort !== defaultSort) params.set('sort', state.sort)
  if (state.columns) params.set('columns', writeColumns(state.columns))
  if (state.density) params.set('density', state.density)
  if (state.size !== pageSizes[0]) params.set('size', String(state.size))
  if (state.view) params.set('view', state.view)
  if (state.cursor) {
    params.set(state.direction === 'previous' ? 'before' : 'after', state.cursor)
    params.set('first', String(state.first))
  }
  return params
}

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
    if (field.filter === 'number') return [numberFilter(filter, field, isWhole(resource.table, filter.field))]
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
  return facts[table]?.[field]?.type === 'date'
}

function isWhole(table: string, field: string): boolean {
  return /^int\d$/.test(facts[table]?.[field]?.type ?? '')
}

// In the unit that people read, compared in the one that is stored. A column of whole numbers is asked for whole ones.
function numberFilter(filter: Filter, { scale }: Field, isWhole: boolean): CrudFilter {
  const { op } = filter
  if (isValueless(op)) return toCrudFilter(filter, 'number', false, new Date())
  const stored = filter.value.map((text) =>
    // 81.8 × 0.01 has a tail that nobody wrote.
    text === '' ? text : Number((Number(text) * (scale?.factor ?? 1)).toPrecision(15)),
  )
  if (isWhole && op === 'is' && !Number.isInteger(stored[0])) {
    return { field: filter.field, operator: 'in', value: [] }
  }
  const value = stored.map((part, at) => {
    if (part === '' || !isWhole) return String(part)
    return String(
      op === 'from' || (op === 'between' && at === 0) ? Math.ceil(Number(part)) : Math.floor(Number(part)),
    )
  })
  return toCrudFilter({ ...filter, value }, 'number', false, new Date())
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

/** An amount as a filter holds it: “100.50 EUR”, or a plain number of minor units in whatever currency. */
export function amountOf(text: string): { minor: string; currency?: string } {
  const [, figure, currency] = /^(-?\d+(?:\.\d+)?) ([A-Z]{3})$/.exec(text) ?? []
  return figure && currency
    ? { minor: String(Math.round(Number(figure) * 10 ** minorDigits(currency))), currency }
    : { minor: text }
}

// Amounts of different currencies are never compared: the filter asks for the currency as well.
function moneyFilter(filter: Filter, field: Field, column: string | undefined): CrudFilter {
  const amounts = filter.value.map(amountOf)
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

/** “7d” or “24h” as milliseconds; 0 where it is neither. */
export function spanOf(text: string): number {
  const [, count, unit] = /^(\d{1,4})([hd])$/.exec(text) ?? []
  return count ? Number(count) * (unit === 'h' ? 3_600_000 : 86_400_000) : 0
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
  const begin = (day: string) => (isDay || day === '' ? day : startOf(day, 0))
  const end = (day: string) => (isDay || day === '' ? day : startOf(day, 1))
  const endOp = isDay ? 'lte' : 'lt'
  switch (op) {
    case 'last':
      return range(field, moment(now.getTime() - spanOf(first), isDay), moment(now.getTime(), isDay), 'lte')
    case 'next':
      return range(field, moment(now.getTime(), isDay), moment(now.getTime() + spanOf(first), isDay), 'lte')
    case 'ago':
      return range(field, '', moment(now.getTime() - spanOf(first), isDay), 'lte')
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

function startOf(day: string, daysLater: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const start = new Date(year, month - 1, date + daysLater)
  return Number.isNaN(start.getTime()) ? day : start.toISOString()
}

// To the minute, so that the same filter asked again a second later is the same question.
function moment(milliseconds: number, isDay: boolean): string {
  const date = new Date(Math.ceil(milliseconds / 60_000) * 60_000)
  if (!isDay) return date.toISOString()
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`
}
