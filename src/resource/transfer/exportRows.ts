import type { BaseRecord, CrudFilters, DataProvider } from '@refinedev/core'
import type { ListResult } from '@/supabase/lists'
import type { AnyRow, Resource } from '../define'
import { toSorters } from '../query/crudFilters'
import { listSelect } from '../query/listSelect'
import type { ExportFile } from './exportFile'
import type { FileSerializer } from './fileSerializer'
import { withRetries } from './withRetries'

/** Rows per request: the most that a hosted project returns. */
const pageSize = 1000
/** Keys per request, so that its address stays short. */
const keysPerRequest = 100

/** The rows to export. */
export interface ExportQuery {
  provider: DataProvider
  resource: Resource
  filters: CrudFilters
  sort: string
  /** Exactly these records, in this order; if missing, everything that matches. */
  ids?: readonly string[]
  /** The records excluded from everything that matches. */
  except?: ReadonlySet<string>
}

/** The exact number of rows. */
export async function countRows(
  { provider, resource, filters, ids, except = new Set() }: ExportQuery,
  signal: AbortSignal,
): Promise<number> {
  if (ids) return ids.length
  const count = async (more: CrudFilters) => {
    const { total } = await provider.getList({
      resource: resource.table,
      pagination: { pageSize: 1 },
      filters: [...filters, ...more],
      // With all embedded rows: a filter may use any of them.
      meta: { select: listSelect(resource), count: 'exact', tieBreak: resource.key, signal },
    })
    return total
  }
  let total = await count([])
  // Some excluded rows may no longer match. There may be too many of them for one address.
  const named = [...except]
  for (let at = 0; at < named.length; at += keysPerRequest) {
    const some = named.slice(at, at + keysPerRequest)
    total -= await count([{ field: resource.key, operator: 'in', value: some }])
  }
  return total
}

interface ExportJob {
  query: ExportQuery
  names: readonly string[]
  serializer: FileSerializer
  file: ExportFile
  /** Base delay between retries in milliseconds; tests shorten it. */
  secondMs?: number
}

/** An export that can be stopped and resumed. */
export interface Export {
  /** Reads and writes to the end; throws the error that stopped it. Calling it again resumes. */
  run: (signal: AbortSignal, onRows: (written: number) => void) => Promise<void>
}

/**
 * Writes rows to a file page by page, by keyset: rows that others add or remove do not cause skipped or repeated rows,
 * and only one page is in memory.
 */
export function createExport({ query, names, serializer, file, secondMs }: ExportJob): Export {
  const read = createReader(query, names)
  let written = 0
  let begun = false
  let ended = false
  return {
    async run(signal, onRows) {
      if (!begun) {
        begun = true
        await file.write(serializer.head)
      }
      while (!ended) {
        const { rows, isLast, next } = await withRetries(() => read(signal), { signal, secondMs })
        signal.throwIfAborted()
        if (rows.length > 0) await file.write(serializer.rows(rows, written === 0))
        // Only after writing: a page that was read but not written is read again.
        next()
        written += rows.length
        onRows(written)
        ended = isLast
        if (ended) await file.write(serializer.tail)
      }
    },
  }
}

interface RowsPage {
  rows: AnyRow[]
  isLast: boolean
  /** Moves on to the page after this one. */
  next: () => void
}

function createReader(
  query: ExportQuery,
  names: readonly string[],
): (signal: AbortSignal) => Promise<RowsPage> {
  const { provider, resource, filters, sort, ids, except } = query
  const select = listSelect(resource, names)
  if (ids) {
    let at = 0
    return async (signal) => {
      const named = ids.slice(at, at + keysPerRequest)
      const { data } = await provider.getMany!({
        resource: resource.table,
        ids: named,
        meta: { select, signal },
      })
      const byId = new Map(data.map((row) => [String(row[resource.key]), row as AnyRow]))
      return {
        rows: named.flatMap((id) => (byId.has(id) ? [byId.get(id) as AnyRow] : [])),
        isLast: at + named.length >= ids.length,
        next: () => {
          at += named.length
        },
      }
    }
  }
  let cursor: string | undefined
  return async (signal) => {
    const page = (await provider.getList<BaseRecord>({
      resource: resource.table,
      pagination: { pageSize },
      sorters: toSorters(resource, sort),
      filters,
      meta: { select, count: 'none', tieBreak: resource.key, cursor, readOn: true, signal },
    })) as ListResult
    return {
      rows: (page.data as AnyRow[]).filter((row) => !except?.has(String(row[resource.key]))),
      isLast: page.cursor.next === undefined,
      next: () => {
        cursor = page.cursor.next
      },
    }
  }
}

/** The name of the exported file, such as “leads 2026-11-25.csv”. */
export function fileNameOf(resource: Resource, format: string, now = new Date()): string {
  const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-')
  return `${resource.path.slice(1)} ${day}.${format}`
}
