import { columns as columnMetadata } from '@/supabase/columns'
import type { Density } from '@/ui/theme'
import type { Resource } from '../define'
import { type Field, type FilterKind, isUuid } from '../field'
import { minorDigits } from '../fields/currencies'
import { dayWords } from './days'
import { searchAsSent } from './storable'
import { readColumns, readValues, writeColumns, writeValues } from './urlValues'
import { withoutSlowFilters } from './withoutSlowFilters'

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

/** Conditions in brackets: all of them or any, as one beside the others. A group holds no others. */
export interface FilterGroup {
  match: 'all' | 'any'
  filters: readonly Filter[]
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
  /** Beside the filters; `match` joins all of them. */
  groups?: readonly FilterGroup[]
  /** Columns separated by commas, each with a minus before it for descending. */
  sort: string
  /** The column by whose values the rows are counted above the list. */
  by?: string
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

/** All conditions of a list, also those in groups. */
export function filtersOf({ filters, groups = [] }: Pick<ListState, 'filters' | 'groups'>): Filter[] {
  return [...filters, ...groups.flatMap((group) => group.filters)]
}

const valueless: readonly FilterOp[] = ['empty', 'filled']
const reserved = new Set([
  ...['q', 'sort', 'match', 'group', 'by', 'after', 'before', 'first'],
  ...['size', 'columns', 'density', 'view'],
])

/** Whether the comparison stands alone, without a value. */
export function isValueless(op: FilterOp): boolean {
  return valueless.includes(op)
}

/** The comparisons of figures: in a document, where a value may be anything, only they ask for a number. */
export function isNumeric(op: FilterOp): boolean {
  return op === 'from' || op === 'to' || op === 'between'
}

// What PostgREST takes as a key: letters, digits and single hyphens; digits alone are a place in an array.
const jsonPath = /^\w+(?:-\w+)*(?:\.\w+(?:-\w+)*)*$/

/** Whether a filter has all that it needs; one still being written is not applied. */
export function isComplete({ op, value, path }: Filter, kind: FilterKind): boolean {
  if (kind === 'json') {
    // A document as a whole is empty or not; all else is asked of a value in it.
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

// Whether the database can compare it with a column of that kind.
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

/** Whether what a filter asks for changes as time goes on. */
export function isRelativeToNow({ op, value }: Filter): boolean {
  return op === 'last' || op === 'next' || op === 'ago' || value.some((text) => Object.hasOwn(dayWords, text))
}

/** Whether it is a moment, as `2026-03-08T18:30Z`: where a day of another zone begins, no day of the reader's says it. */
export function isMoment(text: string): boolean {
  return (
    /^[\d-]{10}T\d\d:\d\d(?::\d\d)?Z$/.test(text) &&
    isRealDay(text.slice(0, 10)) &&
    !Number.isNaN(Date.parse(text))
  )
}

/** Whether it is a day of the calendar, as `2026-03-12`. */
function isRealDay(text: string): boolean {
  // There is no year 0 before the first.
  const time = /^(?!0000)\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

/** Whether a part of the address is a filter on what lies in a document; all else with a dot belongs to what stands above the list. */
export function isJsonPathKey(key: string, resource: Pick<Resource, 'fields'>): boolean {
  const [field = ''] = key.split('.', 1)
  return (
    key.includes('.') && Object.hasOwn(resource.fields, field) && resource.fields[field]?.filter === 'json'
  )
}

// Tells the values that a column may have: where they are few, by name; where they are another table's keys, by their form.
function valueTest({ filter, options, relation }: Field): ((value: string) => boolean) | undefined {
  if (filter === 'boolean') return (value) => value === 'true' || value === 'false'
  if (filter === 'options' && options) return (value) => options.some((option) => option.value === value)
  const key = relation && columnMetadata[relation.table]?.[relation.key]
  return key?.type === 'uuid' ? isUuid : undefined
}

/** What of a resource tells how an address is read. */
export type Declared = Pick<Resource, 'fields' | 'list'>

/** Whether a comparison takes as many values as are given, so that a comma stands between two. */
function takesMany(op: string, kind: FilterKind): boolean {
  return op === 'any' || op === 'all' || op === 'none' || (op === 'between' && kind !== 'text')
}

/** Reads the filters of an address, or of a group in it. What the table does not have is named in `dropped`. */
function readFilters(
  params: URLSearchParams,
  { fields }: Pick<Resource, 'fields'>,
  dropped: string[],
  isGroup = false,
): Filter[] {
  const filters: Filter[] = []
  for (const [key, text] of params) {
    const within = isJsonPathKey(key, { fields })
    // `chart.range` belongs to what stands above the list.
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
      // One value may hold a comma that nobody escaped, where an address was written by hand.
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

/** So long may what is asked for be, in signs as they are sent: longer addresses are refused on the way. */
const longestSent = 8000

/** How long values are when they are sent: each in quotes, and of several texts each also in lower case. */
export function sentLength(op: FilterOp, values: readonly string[]): number {
  const sent = op === 'any' || op === 'none' ? values.flatMap((one) => [one, one.toLowerCase()]) : values
  return encodeURIComponent([...new Set(sent)].map((one) => `"${one}"`).join(',')).length
}

/** As many conditions as fit into one request; the others are left out, in words. */
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

/** Whether the rows can be counted by the values of such a column: a state, a person, a source. */
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

/** Reads the columns that a list is sorted by; those that the table does not have are left out. */
function readSort(text: string, { fields, list }: Declared, dropped: string[]): string {
  const asked = text.split(',')
  const known = asked.filter((one) => Object.hasOwn(fields, one.replace(/^-/, '')))
  if (known.length < asked.length) dropped.push('sort')
  return known.length > 0 ? known.join(',') : list.sort
}

/** Reads what a list shows from its address. `dropped` names what the address asks for and the table does not have. */
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

/** Writes what a list shows as its address; what is as by default is left out. */
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

/** An amount as a filter holds it: “100.50 EUR”, or a plain number of minor units in whatever currency. */
export function parseAmount(text: string): { minor: string; currency?: string } {
  const [, figure, currency] = /^(-?\d+(?:\.\d+)?) ([A-Z]{3})$/.exec(text) ?? []
  return figure && currency
    ? { minor: String(Math.round(Number(figure) * 10 ** minorDigits(currency))), currency }
    : { minor: text }
}

/** “7d” or “24h” as milliseconds; 0 where it is neither. */
export function spanMilliseconds(text: string): number {
  const [, count, unit] = /^(\d{1,4})([hd])$/.exec(text) ?? []
  return count ? Number(count) * (unit === 'h' ? 3_600_000 : 86_400_000) : 0
}
