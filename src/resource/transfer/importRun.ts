import type { DataProvider } from '@refinedev/core'
import * as v from 'valibot'
import { toConsoleError } from '@/supabase/errors'
import { type ArgsOf, createRpc } from '@/supabase/rpc'
import type { GoodRow, Prepared } from './importRows'
import type { Importable, Mapping } from './mapping'
import { withRetries } from './withRetries'

/** What to do with a row whose record already exists. */
export type Duplicates = 'skip' | 'update'

/** The database's result for one row. */
export interface RowNote {
  row: number
  outcome: 'duplicate' | 'bad' | 'updated' | 'skipped' | 'refused'
  /** The earlier row of the file with the same key. */
  twin?: number
  /** Why it cannot be written; for a duplicate, why it cannot be updated. */
  reason?: string
}

/** How many rows had each result. */
export type Counts = Partial<
  Record<'new' | 'duplicate' | 'bad' | 'created' | 'updated' | 'skipped' | 'refused', number>
>

/** The result of a step. */
export interface ImportOutcome {
  counts: Counts
  notes: Map<number, RowNote>
  /** The names of people who must not receive email, by row. */
  suppressed?: Map<number, string>
}

/**
 * The rows of the first request and of any request, and their size as JSON in characters: well below what proxies
 * accept.
 */
const firstRows = 100
const fewestRows = 10
const mostRows = 250
const maxRequestLength = 700_000
/**
 * The target duration of a request: on a shared connection, everybody else waits meanwhile. A piece full of bad rows
 * takes several times as long as a good one, and should still finish within a second.
 */
const pieceMs = 250

const maybeCount = v.optional(v.number())

/** The database's answer for a range of rows. */
const tally = v.object({
  counts: v.object({
    new: maybeCount,
    duplicate: maybeCount,
    bad: maybeCount,
    created: maybeCount,
    updated: maybeCount,
    skipped: maybeCount,
    refused: maybeCount,
  }),
  suppressed: v.nullish(v.array(v.object({ row: v.number(), name: v.string() }))),
  notes: v.array(
    v.object({
      row: v.number(),
      outcome: v.picklist(['duplicate', 'bad', 'updated', 'skipped', 'refused']),
      twin: v.nullish(v.number()),
      reason: v.nullish(v.record(v.string(), v.unknown())),
    }),
  ),
})
type Tally = v.InferOutput<typeof tally>

interface ImportJob {
  provider: DataProvider
  resource: Importable
  fileName: string
  mapping: Readonly<Record<string, string>>
  prepared: Prepared
  /** Base delay between retries in milliseconds; tests shorten it. */
  secondMs?: number
}

/** An import in the database. Every step may be repeated: finished work is not done again. */
export interface Import {
  /** Stages the rows in the database and tries each; resumes where it stopped. */
  check: (signal: AbortSignal, onRows: (rows: number) => void) => Promise<ImportOutcome>
  /** Writes the checked rows. With `whole` all of them in one transaction or none; otherwise the valid ones. */
  write: (
    how: { duplicates: Duplicates; whole: boolean },
    signal: AbortSignal,
    onRows: (rows: number) => void,
  ) => Promise<ImportOutcome>
  /** Cancels the running step in the database, if that is still possible. */
  cancel: () => Promise<void>
  /** The result so far. */
  outcomeSoFar: () => ImportOutcome
  /** Ends the import and removes the staged rows. */
  finish: () => Promise<void>
}

/** Prepares an import; nothing is sent before `check`. */
export function createImport(job: ImportJob): Import {
  const { provider, resource, fileName, mapping, prepared, secondMs } = job
  const id = crypto.randomUUID()
  const checked: Pass = { done: 0, outcomes: [] }
  const written: Pass = { done: 0, outcomes: [] }
  let size = firstRows
  let begun = false

  const rpc = createRpc(provider)
  /** Repeats a call, also if its answer was lost: the function recognises finished work. */
  const repeated = <T>(send: () => Promise<T>, signal: AbortSignal) =>
    withRetries(send, { signal, secondMs, retryTimeouts: true })
  const write = (values: Omit<ArgsOf<'import_write'>, 'import_id'>, signal: AbortSignal) =>
    repeated(() => rpc('import_write', { import_id: id, ...values }, { signal, result: tally }), signal)

  async function begin(signal: AbortSignal) {
    const variables = {
      id,
      table_name: resource.table,
      file_name: fileName.slice(-200),
      columns: prepared.columns,
      mapping,
    }
    await withRetries(() => provider.create({ resource: 'imports', variables, meta: { signal } }), {
      signal,
      secondMs,
      retryTimeouts: true,
    })
    begun = true
  }

  /** Continues a pass over the rows where it stopped, with pieces that take about a quarter of a second each. */
  async function inPieces(
    pass: Pass,
    onRows: (rows: number) => void,
    work: (piece: GoodRow[]) => Promise<Tally>,
  ) {
    while (pass.done < prepared.good.length) {
      const piece = pieceOf(prepared.good, pass.done, size)
      const began = performance.now()
      pass.outcomes.push(toOutcome(await work(piece), resource.table))
      pass.done += piece.length
      size = nextSize(size, piece.length, performance.now() - began)
      onRows(pass.done)
    }
    return mergedOutcome(pass.outcomes)
  }

  return {
    async check(signal, onRows) {
      if (!begun) await begin(signal)
      return inPieces(checked, onRows, async (piece) => {
        const rows = piece.map(({ number, values }) => ({ n: number, v: values }))
        const range = { import_id: id, ...rangeOf(piece) }
        await repeated(() => rpc('import_load', { import_id: id, rows }, { signal }), signal)
        return repeated(() => rpc('import_check', range, { signal, result: tally }), signal)
      })
    },
    async write({ duplicates, whole }, signal, onRows) {
      if (whole) {
        const done = await write({ duplicates, whole, ...rangeOf(prepared.good) }, signal)
        return toOutcome(done, resource.table)
      }
      return inPieces(written, onRows, (piece) => write({ duplicates, ...rangeOf(piece) }, signal))
    },
    async cancel() {
      if (begun) await provider.update({ resource: 'imports', id, variables: { state: 'cancelled' } })
    },
    outcomeSoFar: () => mergedOutcome(written.outcomes),
    async finish() {
      if (!begun) return
      const { signal } = new AbortController()
      await repeated(() => rpc('import_finish', { import_id: id }, { signal }), signal)
    },
  }
}

/** The progress of a pass over the rows, and its result so far. */
interface Pass {
  done: number
  outcomes: ImportOutcome[]
}

/** The rows of the next request, from a position on. */
function pieceOf(rows: readonly GoodRow[], from: number, most: number): GoodRow[] {
  const piece: GoodRow[] = []
  let length = 0
  for (const row of rows.slice(from, from + most)) {
    length += JSON.stringify(row.values).length
    if (piece.length > 0 && length > maxRequestLength) break
    piece.push(row)
  }
  return piece
}

/**
 * How many rows the next request takes, by the duration of the last: fewer after a slow one, at most twice as many
 * after a quick one.
 */
export function nextSize(size: number, rows: number, ms: number): number {
  const fitting = Math.floor((rows * pieceMs) / Math.max(1, ms))
  const next = ms > pieceMs ? fitting : Math.max(size, Math.min(size * 2, fitting))
  return Math.max(fewestRows, Math.min(mostRows, next))
}

function rangeOf(rows: readonly GoodRow[]) {
  return { from_row: rows[0]?.number ?? 1, to_row: rows.at(-1)?.number ?? 1 }
}

function toOutcome({ counts, notes, suppressed }: Tally, table: string): ImportOutcome {
  return {
    counts,
    suppressed: new Map(suppressed?.map(({ row, name }) => [row, name])),
    notes: new Map(
      notes.map(({ row, outcome, twin, reason }) => [
        row,
        { row, outcome, twin: twin ?? undefined, ...(reason && { reason: reasonText(reason, table) }) },
      ]),
    ),
  }
}

// The second sentence of a refusal is about the whole request, but here only one row is refused.
function reasonText(reason: object, table: string): string {
  const { message, errors } = toConsoleError(reason, 400, table)
  const [column] = Object.keys(errors ?? {})
  const text = message.replace(/ (Nothing was (saved|changed)|The record is as it was)\.$/, '')
  return column && errors?.[column] === 'Required' ? `${column.replaceAll('_', ' ')} is missing.` : text
}

function mergedOutcome(outcomes: readonly ImportOutcome[]): ImportOutcome {
  const counts: Counts = {}
  const notes = new Map<number, RowNote>()
  const suppressed = new Map<number, string>()
  for (const outcome of outcomes) {
    for (const [row, name] of outcome.suppressed ?? []) suppressed.set(row, name)
    for (const [name, count] of Object.entries(outcome.counts) as [keyof Counts, number][]) {
      counts[name] = (counts[name] ?? 0) + count
    }
    for (const [row, note] of outcome.notes) notes.set(row, note)
  }
  return { counts, notes, suppressed }
}

/** The headings that columns come from, for the import log. */
export function mappingLabels(mapping: Mapping, headings: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(mapping).map(([column, from]) => [
      column,
      'same' in from ? `= ${from.same}` : (headings[from.heading] ?? ''),
    ]),
  )
}
