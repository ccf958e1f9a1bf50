import type { DataProvider } from '@refinedev/core'
import { toConsoleError } from '@/supabase/errors'
import type { GoodRow, Prepared } from './importRows'
import type { Importable, Mapping } from './mapping'
import { patiently } from './patience'

/** What is done with a row whose record is there already. */
export type Duplicates = 'skip' | 'update'

/** What the database says of one row. */
export interface Note {
  row: number
  outcome: 'duplicate' | 'bad' | 'updated' | 'skipped' | 'refused'
  /** The earlier row of the file with the same key. */
  twin?: number
  /** Why it cannot be written; of a duplicate, why it cannot be updated. */
  reason?: string
}

/** How many rows came out how. */
export type Counts = Partial<
  Record<'new' | 'duplicate' | 'bad' | 'created' | 'updated' | 'skipped' | 'refused', number>
>

/** What came of a step. */
export interface Outcome {
  counts: Counts
  notes: Map<number, Note>
}

/** Rows of one request, and their size as JSON in characters: well below what proxies accept. */
const atOnce = 1000
const largest = 700_000

interface Tally {
  counts: Counts
  notes: (Omit<Note, 'reason'> & { reason?: { code: string; message: string; details: string } })[]
}

interface ImportJob {
  provider: DataProvider
  resource: Importable
  fileName: string
  mapping: Readonly<Record<string, string>>
  prepared: Prepared
  /** The length of a second while waiting for a busy server, in milliseconds. */
  pause?: number
}

/** An import in the database. Every step may be repeated: what was done is not done again. */
export interface Import {
  /** Lays the rows down and tries each; goes on where it stopped. */
  check: (signal: AbortSignal, onRows: (rows: number) => void) => Promise<Outcome>
  /** Writes what was checked. With `whole` all in one transaction or nothing; else what is good. */
  write: (
    how: { duplicates: Duplicates; whole: boolean },
    signal: AbortSignal,
    onRows: (rows: number) => void,
  ) => Promise<Outcome>
  /** Calls off what is under way in the database, as far as it can still be. */
  callOff: () => Promise<void>
  /** What was written so far. */
  soFar: () => Outcome
  /** Ends it and removes the rows that were laid down. */
  finish: () => Promise<void>
}

/** Prepares an import; nothing is sent before it is checked. */
export function createImport(job: ImportJob): Import {
  const { provider, resource, fileName, mapping, prepared, pause } = job
  const id = crypto.randomUUID()
  const chunks = chunksOf(prepared.good)
  const checked: Outcome[] = []
  const written: Outcome[] = []
  let begun = false

  /** Calls a function that may be called again: also where no answer came, since it finds its work done. */
  async function call(rpc: string, values: object, signal: AbortSignal): Promise<Tally> {
    const ask = () =>
      provider.custom!({
        url: `rpc/${rpc}`,
        method: 'post',
        payload: { import_id: id, ...values },
        meta: { signal },
      })
    const { data } = await patiently(ask, { signal, pause, unanswered: true })
    return data as unknown as Tally
  }

  async function begin(signal: AbortSignal) {
    const variables = {
      id,
      table_name: resource.table,
      file_name: fileName.slice(-200),
      columns: prepared.columns,
      mapping,
    }
    await patiently(() => provider.create({ resource: 'imports', variables, meta: { signal } }), {
      signal,
      pause,
      unanswered: true,
    })
    begun = true
  }

  return {
    async check(signal, onRows) {
      if (!begun) await begin(signal)
      for (const [index, chunk] of chunks.entries()) {
        if (!checked[index]) {
          const rows = chunk.map(({ number, values }) => ({ n: number, v: values }))
          await call('import_load', { rows }, signal)
          checked[index] = read(await call('import_check', rangeOf(chunk), signal), resource.table)
        }
        onRows(sum(chunks.slice(0, index + 1)))
      }
      return together(checked)
    },
    async write({ duplicates, whole }, signal, onRows) {
      if (whole) {
        const tally = await call('import_write', { duplicates, whole, ...rangeOf(prepared.good) }, signal)
        return read(tally, resource.table)
      }
      for (const [index, chunk] of chunks.entries()) {
        if (!written[index]) {
          const tally = await call('import_write', { duplicates, ...rangeOf(chunk) }, signal)
          written[index] = read(tally, resource.table)
        }
        onRows(sum(chunks.slice(0, index + 1)))
      }
      return together(written)
    },
    async callOff() {
      if (begun) await provider.update({ resource: 'imports', id, variables: { state: 'cancelled' } })
    },
    soFar: () => together(written),
    async finish() {
      if (!begun) return
      await call('import_finish', {}, new AbortController().signal)
    },
  }
}

function chunksOf(rows: readonly GoodRow[]): GoodRow[][] {
  const chunks: GoodRow[][] = []
  let size = 0
  for (const row of rows) {
    const length = JSON.stringify(row.values).length
    const last = chunks.at(-1)
    if (last && last.length < atOnce && size + length <= largest) {
      last.push(row)
      size += length
    } else {
      chunks.push([row])
      size = length
    }
  }
  return chunks
}

function rangeOf(rows: readonly GoodRow[]) {
  return { from_row: rows[0]?.number ?? 1, to_row: rows.at(-1)?.number ?? 1 }
}

function sum(chunks: readonly GoodRow[][]): number {
  return chunks.reduce((total, { length }) => total + length, 0)
}

function read(tally: unknown, table: string): Outcome {
  const { counts, notes } = (tally ?? {}) as Partial<Tally>
  if (!counts || !Array.isArray(notes)) throw toConsoleError({ message: '' }, 200)
  return {
    counts,
    notes: new Map(
      notes.map(({ reason, ...note }) => [
        note.row,
        { ...note, ...(reason && { reason: inWords(reason, table) }) },
      ]),
    ),
  }
}

// A refusal's second sentence is about the whole request: here it is about one row.
function inWords(reason: object, table: string): string {
  const { message, errors } = toConsoleError(reason, 400, table)
  const [column] = Object.keys(errors ?? {})
  const text = message.replace(/ (Nothing was (saved|changed)|The record is as it was)\.$/, '')
  return column && errors?.[column] === 'Required' ? `${column.replaceAll('_', ' ')} is missing.` : text
}

function together(outcomes: readonly Outcome[]): Outcome {
  const counts: Counts = {}
  const notes = new Map<number, Note>()
  for (const outcome of outcomes) {
    for (const [name, count] of Object.entries(outcome.counts) as [keyof Counts, number][]) {
      counts[name] = (counts[name] ?? 0) + count
    }
    for (const [row, note] of outcome.notes) notes.set(row, note)
  }
  return { counts, notes }
}

/** The headings that columns come from, for the record. */
export function mappingInWords(mapping: Mapping, headings: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(mapping).map(([column, from]) => [
      column,
      'same' in from ? `= ${from.same}` : (headings[from.heading] ?? ''),
    ]),
  )
}
