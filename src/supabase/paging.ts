import type { CrudSort, MetaQuery } from '@refinedev/core'
import { allOf, anyOf, type Condition, tests } from './filters'
import { keyColumnOf, mayBeNull } from './metadata'
import { type ListMeta, type Row, signalOf } from './requests'

/** One column of a list's sort order. */
export type Order = { column: string; descending: boolean; nullable: boolean }

/**
 * The sort order of a list: the requested columns, then the tie-break in the direction of the last one, so that one
 * index serves both.
 */
export function orderOf(table: string, sorters: CrudSort[] | undefined, meta: MetaQuery): Order[] {
  const { tieBreak = keyColumnOf(table), notNull = [] } = meta as ListMeta
  const order: Order[] = []
  for (const { field, order: direction } of sorters ?? []) {
    if (!/^[A-Za-z_]\w*$/.test(field)) {
      throw new Error(`A list cannot be sorted by “${field}”: sort by a column of “${table}” itself.`)
    }
    if (order.some((earlier) => earlier.column === field)) continue
    const nullable = field !== tieBreak && !notNull.includes(field) && mayBeNull(table, field)
    order.push({ column: field, descending: direction === 'desc', nullable })
    // Columns after a unique column have no effect.
    if (field === tieBreak) return order
  }
  return [...order, { column: tieBreak, descending: order.at(-1)?.descending ?? false, nullable: false }]
}

/** Null values come last in either direction; columns that cannot be null use the order of the index. */
export function orderText(order: Order[], backwards: boolean): string {
  return order
    .map(({ column, descending, nullable }) => {
      const direction = descending !== backwards ? 'desc' : 'asc'
      return `${column}.${direction}${nullable ? (backwards ? '.nullsfirst' : '.nullslast') : ''}`
    })
    .join(',')
}

/**
 * The conditions for the rows after (or before) a position. The first column gets an additional bound, which is
 * redundant but lets the database start at the right place of the index instead of at its beginning.
 */
export function beyond(order: Order[], values: unknown[], backwards: boolean): Condition[] {
  const [first] = order
  const test = tests(first!.column)
  const value = values[0]
  const rest = order.length > 1 ? beyondFrom(order, values, backwards, 1) : null
  if (value === null || value === undefined) {
    // Nulls come last: going forwards only nulls follow a value, going backwards all non-null values precede a null.
    return backwards ? [orElse(test.notNull(), rest)] : [test.isNull(), ...(rest ? [rest] : [])]
  }
  const rising = first!.descending === backwards
  if (!first!.nullable || backwards) {
    if (!rest) return [test.compare(rising ? 'gt' : 'lt', value)]
    return [test.compare(rising ? 'gte' : 'lte', value), anyOf([test.differs(value), rest])]
  }
  return [beyondFrom(order, values, backwards, 0)]
}

function beyondFrom(order: Order[], values: unknown[], backwards: boolean, index: number): Condition {
  const { column, descending, nullable } = order[index]!
  const test = tests(column)
  const value = values[index]
  const rest = index + 1 < order.length ? beyondFrom(order, values, backwards, index + 1) : null
  if (value === null || value === undefined) {
    const tied = rest ? [allOf([test.isNull(), rest])] : []
    if (backwards) return anyOf([test.notNull(), ...tied])
    // Only rows with the same null value follow a null.
    return tied[0] ?? allOf([test.isNull(), test.notNull()])
  }
  const strictly = test.compare(descending === backwards ? 'gt' : 'lt', value)
  return anyOf([
    strictly,
    ...(nullable && !backwards ? [test.isNull()] : []),
    ...(rest ? [allOf([test.equals(value), rest])] : []),
  ])
}

function orElse(condition: Condition, other: Condition | null): Condition {
  return other ? anyOf([condition, other]) : condition
}

/** Encodes a cursor: the sort order it was made for and the values of its row. */
export function writeCursor(order: Order[], row: Row): string {
  const bytes = new TextEncoder().encode(JSON.stringify([orderText(order, false), ...valuesOf(order, row)]))
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '')
}

/**
 * Decodes a cursor's values; null if it is malformed or for another sort order, and the list then starts at the
 * beginning.
 */
export function readCursor(cursor: string, order: Order[]): unknown[] | null {
  try {
    const bytes = Uint8Array.from(atob(cursor.replace(/-/g, '+').replace(/_/g, '/')), (letter) =>
      letter.charCodeAt(0),
    )
    const [orderOfCursor, ...values] = JSON.parse(new TextDecoder().decode(bytes)) as unknown[]
    return orderOfCursor === orderText(order, false) && values.length === order.length ? values : null
  } catch {
    return null
  }
}

/** The values of a row in the columns that its list is sorted by. */
export function valuesOf(order: Order[], row: Row): unknown[] {
  return order.map(({ column }) => {
    if (!(column in row)) throw new Error(`The rows lack “${column}”, by which they are sorted.`)
    return row[column]
  })
}

/** Adds the sorted columns to a list's `select` if they are missing. */
export function withSelect(meta: MetaQuery, order: Order[]): MetaQuery {
  const select = (meta as ListMeta).select ?? '*'
  const top = topLevel(select)
  if (top.includes('*')) return meta
  const missing = order.map(({ column }) => column).filter((column) => !top.includes(column))
  return missing.length === 0
    ? meta
    : { ...meta, select: [select, ...missing].join(','), signal: signalOf(meta) }
}

/** The items of a `select` that are not inside parentheses. */
function topLevel(select: string): string[] {
  let flat = select
  while (/\([^()]*\)/.test(flat)) flat = flat.replace(/\([^()]*\)/g, '~')
  return flat.split(',').map((item) => item.trim())
}
