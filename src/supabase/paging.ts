import type { CrudSort, MetaQuery } from '@refinedev/core'
import { allOf, anyOf, type Condition, tests } from './filters'
import { keyColumnOf, mayBeNull } from './metadata'
import { type ListMeta, type Row, signalOf } from './requests'

/** One column of the order of a list. */
export type Order = { column: string; descending: boolean; nullable: boolean }

/** The order of a list: as asked, then the tie-break in the direction of the last, so that one index serves both. */
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
    // Nothing is left to order after a unique column.
    if (field === tieBreak) return order
  }
  return [...order, { column: tieBreak, descending: order.at(-1)?.descending ?? false, nullable: false }]
}

/** Empty values come last whichever the direction; columns without any keep the order an index has. */
export function orderText(order: Order[], backwards: boolean): string {
  return order
    .map(({ column, descending, nullable }) => {
      const direction = descending !== backwards ? 'desc' : 'asc'
      return `${column}.${direction}${nullable ? (backwards ? '.nullsfirst' : '.nullslast') : ''}`
    })
    .join(',')
}

/**
 * The conditions of the rows beyond a position. The first column is bounded by itself as well, which says
 * nothing new but lets the database start at the right place of the index instead of at its beginning.
 */
export function beyond(order: Order[], values: unknown[], backwards: boolean): Condition[] {
  const [first] = order
  const test = tests(first!.column)
  const value = values[0]
  const rest = order.length > 1 ? beyondFrom(order, values, backwards, 1) : null
  if (value === null || value === undefined) {
    // Empty values come last: forwards only they follow, backwards all others do too.
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
    // Nothing follows an empty value but its ties.
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

/** A cursor holds the order it was made for and the values of its row. */
export function writeCursor(order: Order[], row: Row): string {
  const bytes = new TextEncoder().encode(JSON.stringify([orderText(order, false), ...valuesOf(order, row)]))
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '')
}

/** Returns a cursor's values, or null where it is broken or of another order: then the list starts anew. */
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

/** The values of a row by which its list is sorted. */
export function valuesOf(order: Order[], row: Row): unknown[] {
  return order.map(({ column }) => {
    if (!(column in row)) throw new Error(`The rows lack “${column}”, by which they are sorted.`)
    return row[column]
  })
}

/** Asks for the sorted columns as well where the list's own `select` leaves them out. */
export function withSelect(meta: MetaQuery, order: Order[]): MetaQuery {
  const select = (meta as ListMeta).select ?? '*'
  const top = topLevel(select)
  if (top.includes('*')) return meta
  const missing = order.map(({ column }) => column).filter((column) => !top.includes(column))
  return missing.length === 0
    ? meta
    : { ...meta, select: [select, ...missing].join(','), signal: signalOf(meta) }
}

/** The items of a `select` without those inside parentheses. */
function topLevel(select: string): string[] {
  let flat = select
  while (/\([^()]*\)/.test(flat)) flat = flat.replace(/\([^()]*\)/g, '~')
  return flat.split(',').map((item) => item.trim())
}
