import type { AnyRow } from '../define'

/** The rows of a list as they stand on the screen while the database goes on: nothing moves until it is asked to. */
export interface Held {
  rows: readonly AnyRow[]
  /** The columns whose value has just changed, by the record's key. */
  changed: ReadonlyMap<string, ReadonlySet<string>>
  /** Records that are no more, by key. */
  gone: ReadonlySet<string>
  /** How many rows would stand among these that are not shown; with `isMany`, those and perhaps more. */
  news: number
  isMany: boolean
  /** Whether the list would look different if it were shown as it is now. */
  isBehind: boolean
}

interface Asked {
  /** The column with the records' keys. */
  key: string
  /** Rows of a full page. */
  size: number
  /** What became of rows that the fresh page lacks, by key: null where they are gone, missing where not known yet. */
  others?: ReadonlyMap<string, AnyRow | null>
}

const nothing: ReadonlyMap<string, ReadonlySet<string>> = new Map()

/** Rows shown as they came. */
export function shown(rows: readonly AnyRow[]): Held {
  return { rows, changed: nothing, gone: new Set(), news: 0, isMany: false, isBehind: false }
}

/** The rows held in their order and place, with the values that they have now. */
export function hold(held: Held, fresh: readonly AnyRow[], { key, size, others }: Asked): Held {
  const idOf = (row: AnyRow) => String(row[key])
  const now = new Map(fresh.map((row) => [idOf(row), row]))
  const changed = new Map<string, ReadonlySet<string>>()
  const gone = new Set<string>()
  const rows = held.rows.map((row) => {
    const id = idOf(row)
    const current = now.get(id) ?? others?.get(id)
    if (current === null || (current === undefined && held.gone.has(id))) gone.add(id)
    if (!current) return row
    const columns = differing(row, current)
    if (columns.size > 0) changed.set(id, columns)
    // The same object, so that what did not change is not drawn again.
    return columns.size > 0 ? current : row
  })

  const known = new Set(held.rows.map(idOf))
  const isFull = held.rows.length >= size
  // Behind the last row that was here before follow rows of the next page, pulled up by those that left this one.
  const last = isFull ? fresh.findLastIndex((row) => known.has(idOf(row))) : fresh.length
  const isMany = isFull && last < 0 && fresh.length > 0
  const news = fresh.filter((row, index) => !known.has(idOf(row)) && (isMany || index < last)).length
  const isBehind =
    fresh.length !== rows.length || fresh.some((row, index) => idOf(row) !== idOf(rows[index] as AnyRow))
  return { rows, changed, gone, news, isMany, isBehind }
}

/** The rows as they are now, those that were not here before marked as changed in all their columns. */
export function shownAnew(held: Held, fresh: readonly AnyRow[], key: string): Held {
  const known = new Set(held.rows.map((row) => String(row[key])))
  const added = fresh.filter((row) => !known.has(String(row[key])))
  // Where all are new, marking them would tell nothing.
  if (added.length === fresh.length) return shown(fresh)
  return {
    ...shown(fresh),
    changed: new Map(added.map((row) => [String(row[key]), new Set(Object.keys(row))])),
  }
}

/** The columns in which two versions of a record differ. */
function differing(before: AnyRow, after: AnyRow): ReadonlySet<string> {
  if (before === after) return new Set()
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  return new Set([...names].filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name])))
}

/** How long to wait before the rows of a page are asked for again: longer for long ones, twice as long after each failure. */
export function pauseOf(size: number, failures: number): number {
  return Math.min((size > 100 ? 60_000 : 2000) * 2 ** failures, 300_000)
}
