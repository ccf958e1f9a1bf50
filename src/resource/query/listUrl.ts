import { columns as columnMetadata } from '@/supabase/columns'
import type { Density } from '@/ui/theme'
import type { Resource } from '../define'
import { type Field, type FilterKind, isUuid } from '../field'
import { minorDigits } from '../fields/currencies'
import { dayWords } from './days'
import { searchAsSent } from './storable'
import { readColumns, readValues, writeColumns, writeValues } from './urlValues'
import { withoutSlowFilters } from './withoutSlowFilters'

/** The comparisons of filters. The kind of a column decides which are offered. */
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
 * One condition of a list, as in the address: `state=any:new,qualified`, `total_minor=from:100 EUR`, or
 * `config.filters.country=is:DE` for a value in a document.
 */
export interface Filter {
  field: string
  /** Inside a JSON document: the path of keys to the value, joined by dots. */
  path?: string
  op: FilterOp
  value: readonly string[]
}

/** A group of conditions, joined by “all” or “any”, which counts as one condition. Groups cannot be nested. */
export interface FilterGroup {
  match: 'all' | 'any'
  filters: readonly Filter[]
}

/**
 * One column of a list as arranged by a person: its width in pixels, and whether it is pinned; the array has their
 * order.
 */
export interface ColumnSetting {
  name: string
  width?: number
  pinned?: boolean
}

/** The state of a list, all of it stored in the address. */
export interface ListState {
  search: string
  match: 'all' | 'any'
  filters: readonly Filter[]
  /** Besides the filters; `match` joins all of them. */
  groups?: readonly FilterGroup[]
  /** Columns separated by commas, each with a minus in front for descending order. */
  sort: string
  /** The column by which rows are grouped and counted above the list. */
  by?: string
  /** The start of the page: a cursor of the page before or after, and the position of its first row. */
  cursor?: string
  direction: 'next' | 'previous'
  first: number
  /** The page size. */
  size: number
  /** The arranged columns; undefined means the default columns. */
  columns?: readonly ColumnSetting[]
  /** The row height; undefined means the person's general setting. */
  density?: Density
  /** The saved view that the list was opened with; the rest of the address holds the view's content. */
  view?: string
}

/** The possible page sizes; the first is the default. */
export const pageSizes = [50, 100, 250, 1000] as const

/** The comparisons of each kind of column; the first is the initial one. */
export const operatorsOf: Record<FilterKind, readonly FilterOp[]> = {
  text: ['has', 'is', 'starts', 'any', 'lacks', 'not', 'none', 'empty', 'filled'],
  exact: ['is', 'any', 'not', 'none', 'empty', 'filled'],
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

/** All conditions of a list, including those in groups. */
export function filtersOf({ filters, groups = [] }: Pick<ListState, 'filters' | 'groups'>): Filter[] {
  return [...filters, ...groups.flatMap((group) => group.filters)]
}

const valueless: readonly FilterOp[] = ['empty', 'filled']
const reserved = new Set([
  ...['q', 'sort', 'match', 'group', 'by', 'after', 'before', 'first'],
  ...['size', 'columns', 'density', 'view'],
])

/** Whether the comparison takes no value. */
export function isValueless(op: FilterOp): boolean {
  return valueless.includes(op)
}

/** The numeric comparisons: in a document, where a value may have any type, only these need a number. */
export function isNumeric(op: FilterOp): boolean {
  return op === 'from' || op === 'to' || op === 'between'
}

// The keys that PostgREST accepts: letters, digits and single hyphens; digits alone are an array index.
const jsonPath = /^\w+(?:-\w+)*(?:\.\w+(?:-\w+)*)*$/

/** Whether a filter is complete; an incomplete one is not applied. */
export function isComplete({ op, value, path }: Filter, kind: FilterKind): boolean {
  if (kind === 'json') {
    // A whole document can only be tested for being empty; every other comparison needs a path.
    if (path === undefined ? !isValueless(op) : !jsonPath.test(path)) return false
    if (isNumeric(op) && value.some((part) => part !== '' && !Number.isFinite(Number(part)))) return false
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

// Whether the database can compare the value with a column of that kind.
function isValue(text: string, op: FilterOp, kind: FilterKind): boolean {
  switch (kind) {
    case 'number':
      return isNumber(text)
    case 'money':
      return /^-?\d+$/.test(parseAmount(text).minor)
    case 'date':
      return op === 'last' || op === 'next' || op === 'ago'
        ? spanMilliseconds(text) > 0
        : isRealDay(text) || isMoment(text) || Object.hasOwn(dayWords, text)
    case 'key':
      return isUuid(text)
    default:
      return true
  }
}

function isNumber(text: string): boolean {
  return text.trim() !== '' && Number.isFinite(Number(text))
}

/** Whether the rows that a filter matches change as time passes. */
export function isRelativeToNow({ op, value }: Filter): boolean {
  return op === 'last' || op === 'next' || op === 'ago' || value.some((text) => Object.hasOwn(dayWords, text))
}

/**
 * Whether it is a moment, such as `2026-03-08T18:30Z`: needed for the start of a day in another time zone, which is no
 * date in the reader's zone.
 */
export function isMoment(text: string): boolean {
  return (
    /^[\d-]{10}T\d\d:\d\d(?::\d\d)?Z$/.test(text) &&
    isRealDay(text.slice(0, 10)) &&
    !Number.isNaN(Date.parse(text))
  )
}

/** Whether it is a valid calendar date, such as `2026-03-12`. */
function isRealDay(text: string): boolean {
  // The calendar has no year 0.
  const time = /^(?!0000)\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

/**
 * Whether a parameter of the address is a filter on a value in a document; other parameters with a dot belong to the
 * chart above the list.
 */
export function isJsonPathKey(key: string, resource: Pick<Resource, 'fields'>): boolean {
  const [field = ''] = key.split('.', 1)
  return (
    key.includes('.') && Object.hasOwn(resource.fields, field) && resource.fields[field]?.filter === 'json'
  )
}

// Returns a test for the values of a column: a fixed choice is checked by name, another table's key by its format.
function valueTest({ filter, options, relation }: Field): ((value: string) => boolean) | undefined {
  if (filter === 'boolean') return (value) => value === 'true' || value === 'false'
  if (filter === 'options' && options) return (value) => options.some((option) => option.value === value)
  const key = relation && columnMetadata[relation.table]?.[relation.key]
  return key?.type === 'uuid' ? isUuid : undefined
}

/** The parts of a resource that are needed to read an address. */
export type Declared = Pick<Resource, 'fields' | 'list'>

/** Whether a comparison takes several values, so that a comma separates them. */
function takesMany(op: string, kind: FilterKind): boolean {
  return op === 'any' || op === 'all' || op === 'none' || (op === 'between' && kind !== 'text')
}

/** Reads the filters of an address, or of a group in it. Names of unknown columns are returned in `dropped`. */
function readFilters(
  params: URLSearchParams,
  { fields }: Pick<Resource, 'fields'>,
  dropped: string[],
  isGroup = false,
): Filter[] {
  const filters: Filter[] = []
  for (const [key, text] of params) {
    const within = isJsonPathKey(key, { fields })
    // `chart.range` belongs to the chart above the list.
    if (reserved.has(key) || (key.includes('.') && !within)) {
      if (isGroup) dropped.push(`“${key}” inside a group`)
      continue
    }
    const name = within ? key.slice(0, key.indexOf('.')) : key
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined
    const [, op = '', rest] = /^([a-z]+)(?::(.*))?$/s.exec(text) ?? []
    const many = field !== undefined && takesMany(op, field.filter)
    const values = rest === undefined || isValueless(op as FilterOp) ? [] : readValues(rest, !many)
    const candidate: Filter = {
      field: name,
      ...(within && { path: key.slice(name.length + 1) }),
      op: op as FilterOp,
      // A single value may contain an unescaped comma in an address written by hand.
      value: values.length > 1 && !many ? [values.join(',')] : values,
    }
    if (!field || !operatorsOf[field.filter].includes(candidate.op) || !isComplete(candidate, field.filter)) {
      dropped.push(key)
      continue
    }
    const isKnown = valueTest(field)
    const filter = isKnown ? { ...candidate, value: candidate.value.filter(isKnown) } : candidate
    for (const value of candidate.value) if (!filter.value.includes(value)) dropped.push(`${key} “${value}”`)
    if (isComplete(filter, field.filter)) filters.push(filter)
  }
  return filters
}

/** Reads the groups of an address: `group=any:state%3Dany%3Anew%26score%3Dfrom%3A50`. */
function readGroups(params: URLSearchParams, resource: Declared, dropped: string[]): FilterGroup[] {
  return params.getAll('group').flatMap((text) => {
    const [, match, inside = ''] = /^(all|any):(.*)$/s.exec(text) ?? []
    const filters = match ? readFilters(new URLSearchParams(inside), resource, dropped, true) : []
    if (!match) dropped.push('group')
    return filters.length > 0 ? [{ match: match as 'all' | 'any', filters }] : []
  })
}

/** The most characters of conditions in a request: servers and proxies refuse longer addresses. */
const longestSent = 8000

/** The length of values in a request: each is quoted, and several texts are also sent in lower case. */
export function sentLength(op: FilterOp, values: readonly string[]): number {
  const sent = op === 'any' || op === 'none' ? values.flatMap((one) => [one, one.toLowerCase()]) : values
  return encodeURIComponent([...new Set(sent)].map((one) => `"${one}"`).join(',')).length
}

/** The conditions that fit into one request; the others are dropped and named in a notice. */
function asLongAsSent(filters: readonly Filter[], groups: readonly FilterGroup[], dropped: string[]) {
  let length = 0
  const fits = ({ field, op, value }: Filter) => {
    length += field.length + 12 + sentLength(op, value)
    return length <= longestSent
  }
  const kept = {
    filters: filters.filter(fits),
    groups: groups
      .map((group) => ({ ...group, filters: group.filters.filter(fits) }))
      .filter((group) => group.filters.length > 0),
  }
  const left = filtersOf({ filters, groups }).length - filtersOf(kept).length
  if (left > 0)
    dropped.push(`${left} more ${left === 1 ? 'condition' : 'conditions'} than one question can hold`)
  return kept
}

/** Whether rows can be grouped by such a column: a state, a person, a source. */
export function isGroupable({ filter }: Field): boolean {
  return filter === 'options' || filter === 'boolean' || filter === 'relation'
}

function readBy(text: string | null, { fields }: Declared, dropped: string[]): string | undefined {
  if (text === null) return undefined
  const field = Object.hasOwn(fields, text) ? fields[text] : undefined
  if (field && isGroupable(field)) return text
  dropped.push('by')
  return undefined
}

/** Reads the sort columns of a list; unknown columns are dropped. */
function readSort(text: string, { fields, list }: Declared, dropped: string[]): string {
  const asked = text.split(',')
  const known = asked.filter((one) => Object.hasOwn(fields, one.replace(/^-/, '')))
  if (known.length < asked.length) dropped.push('sort')
  return known.length > 0 ? known.join(',') : list.sort
}

/** Reads a list's state from its address. `dropped` names the parts of the address that the table does not have. */
export function readListUrl(params: URLSearchParams, resource: Declared): ListState & { dropped: string[] } {
  const dropped: string[] = []
  const { filters, groups } = asLongAsSent(
    readFilters(params, resource, dropped),
    readGroups(params, resource, dropped),
    dropped,
  )
  const sort = readSort(params.get('sort') ?? resource.list.sort, resource, dropped)
  const by = readBy(params.get('by'), resource, dropped)
  const arranged = params.has('columns') ? readColumns(params.get('columns') ?? '') : undefined
  const columns = arranged?.filter(
    ({ name }, index) =>
      Object.hasOwn(resource.fields, name) && arranged.findIndex((other) => other.name === name) === index,
  )
  for (const { name } of arranged ?? []) if (!Object.hasOwn(resource.fields, name)) dropped.push(name)
  const density = params.get('density')
  const asked = params.get('q') ?? ''
  const search = searchAsSent(asked)
  if (search.length < asked.length) dropped.push('the end of a search that is too long')
  const size = Number(params.get('size'))
  const after = params.get('after')
  const before = params.get('before')
  const first = Number(params.get('first') ?? 1)
  const state: ListState = {
    search,
    match: params.get('match') === 'any' ? 'any' : 'all',
    filters,
    ...(groups.length > 0 && { groups }),
    sort,
    ...(by !== undefined && { by }),
    cursor: after ?? before ?? undefined,
    direction: after === null && before !== null ? 'previous' : 'next',
    first: (after || before) && Number.isSafeInteger(first) && first > 0 ? first : 1,
    size: pageSizes.find((one) => one === size) ?? pageSizes[0],
    ...(columns && { columns }),
    ...(density === 'compact' || density === 'comfortable' ? { density } : {}),
    ...(params.get('view') && { view: params.get('view') as string }),
  }
  return { ...withoutSlowFilters(state, resource, dropped), dropped }
}

function writeFilters(params: URLSearchParams, filters: readonly Filter[]): URLSearchParams {
  for (const { field, path, op, value } of filters) {
    const key = path === undefined ? field : `${field}.${path}`
    params.append(key, isValueless(op) ? op : `${op}:${writeValues(value)}`)
  }
  return params
}

/** Writes a list's state as its address; default values are left out. */
export function writeListUrl(state: ListState, defaultSort: string): URLSearchParams {
  const params = new URLSearchParams()
  if (state.search) params.set('q', state.search)
  writeFilters(params, state.filters)
  const { groups = [] } = state
  for (const { match, filters } of groups) {
    params.append('group', `${match}:${writeFilters(new URLSearchParams(), filters)}`)
  }
  if (state.match === 'any' && state.filters.length + groups.length > 1) params.set('match', 'any')
  if (state.sort !== defaultSort) params.set('sort', state.sort)
  if (state.by) params.set('by', state.by)
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

/** Parses an amount as stored in a filter: “100.50 EUR”, or a plain number of minor units in any currency. */
export function parseAmount(text: string): { minor: string; currency?: string } {
  const [, figure, currency] = /^(-?\d+(?:\.\d+)?) ([A-Z]{3})$/.exec(text) ?? []
  return figure && currency
    ? { minor: String(Math.round(Number(figure) * 10 ** minorDigits(currency))), currency }
    : { minor: text }
}

/** “7d” or “24h” in milliseconds; 0 for any other text. */
export function spanMilliseconds(text: string): number {
  const [, count, unit] = /^(\d{1,4})([hd])$/.exec(text) ?? []
  return count ? Number(count) * (unit === 'h' ? 3_600_000 : 86_400_000) : 0
}
