import type { AnyRow } from '../define'

/** The rows of a list as displayed while the data changes: nothing moves until the person asks for it. */
export interface LoadedRows {
  rows: readonly AnyRow[]
  /** The columns whose value has just changed, by the record's key. */
  changed: ReadonlyMap<string, ReadonlySet<string>>
  /** The keys of records that no longer exist. */
  gone: ReadonlySet<string>
  /** How many new rows belong among these but are not shown; with `isMany`, at least that many. */
  newCount: number
  isMany: boolean
  /** Whether the list would look different after a refresh. */
  isBehind: boolean
}

interface MergeOptions {
  /** The key column. */
  key: string
  /** The page size. */
  size: number
  /**
   * What happened to rows that are missing from the fresh page, by key: null if they were deleted, no entry if not
   * known yet.
   */
  missingRows?: ReadonlyMap<string, AnyRow | null>
}

const nothing: ReadonlyMap<string, ReadonlySet<string>> = new Map()

/** Rows displayed as loaded. */
export function asLoaded(rows: readonly AnyRow[]): LoadedRows {
  return { rows, changed: nothing, gone: new Set(), newCount: 0, isMany: false, isBehind: false }
}

/** Keeps the rows in their order and updates their values. */
export function mergeRows(
  before: LoadedRows,
  fresh: readonly AnyRow[],
  { key, size, missingRows }: MergeOptions,
): LoadedRows {
  const idOf = (row: AnyRow) => String(row[key])
  const now = new Map(fresh.map((row) => [idOf(row), row]))
  const changed = new Map<string, ReadonlySet<string>>()
  const gone = new Set<string>()
  const rows = before.rows.map((row) => {
    const id = idOf(row)
    const current = now.get(id) ?? missingRows?.get(id)
    if (current === null || (current === undefined && before.gone.has(id))) gone.add(id)
    if (!current) return row
    const columns = changedColumns(row, current)
    if (columns.size > 0) changed.set(id, columns)
    // Returns the same object, so that unchanged rows are not rendered again.
    return columns.size > 0 ? current : row
  })

  const known = new Set(before.rows.map(idOf))
  const isFull = before.rows.length >= size
  // Rows after the last known one belong to the next page; they moved up because other rows left this one.
  const last = isFull ? fresh.findLastIndex((row) => known.has(idOf(row))) : fresh.length
  const isMany = isFull && last < 0 && fresh.length > 0
  const newCount = fresh.filter((row, index) => !known.has(idOf(row)) && (isMany || index < last)).length
  const isBehind =
    fresh.length !== rows.length || fresh.some((row, index) => idOf(row) !== idOf(rows[index] as AnyRow))
  return { rows, changed, gone, newCount, isMany, isBehind }
}

/** Replaces the rows by the fresh ones; new rows are marked as changed in all columns. */
export function acceptRows(before: LoadedRows, fresh: readonly AnyRow[], key: string): LoadedRows {
  const known = new Set(before.rows.map((row) => String(row[key])))
  const added = fresh.filter((row) => !known.has(String(row[key])))
  // If all rows are new, marking them has no use.
  if (added.length === fresh.length) return asLoaded(fresh)
  return {
    ...asLoaded(fresh),
    changed: new Map(added.map((row) => [String(row[key]), new Set(Object.keys(row))])),
  }
}

/** The columns in which two versions of a record differ. */
function changedColumns(before: AnyRow, after: AnyRow): ReadonlySet<string> {
  if (before === after) return new Set()
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  return new Set([...names].filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name])))
}

/** The polling interval of a page: longer for large pages, doubled after each failure. */
export function pollInterval(size: number, failures: number): number {
  return Math.min((size > 100 ? 60_000 : 2000) * 2 ** failures, 300_000)
}
