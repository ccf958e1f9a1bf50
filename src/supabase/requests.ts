import type { MetaQuery } from '@refinedev/core'
import type { SupabaseClient } from '@supabase/supabase-js'
import type { ConsoleClient } from './client'
import { ConsoleError, toConsoleError } from './errors'
import { type Condition, conditionParams } from './filters'

/** The options of a list in Refine's `meta`. */
export interface ListMeta {
  /** PostgREST's `select`; all columns by default. */
  select?: string
  /** How the rows are counted: `estimated` by default, which is exact up to a thousand. */
  count?: 'estimated' | 'exact' | 'none'
  /** The unique column that orders rows with equal sort values; the primary key by default. */
  tieBreak?: string
  /** A cursor of an earlier result, and whether the rows before or after it are wanted. */
  cursor?: string
  direction?: 'next' | 'previous'
  /**
   * For reading on to the end: every page that has rows also has a cursor, and an empty page is the end. So no row is
   * missed if the server returns fewer rows than requested.
   */
  readOn?: boolean
  /**
   * Columns of a view that are never null: the database does not report this, and keyset conditions need it to use an
   * index.
   */
  notNull?: string[]
  signal?: AbortSignal
}

/** A row of any table. */
export type Row = Record<string, unknown>
type Result = { data: unknown; error: unknown; status: number; count?: number | null }
/** Table names are only known at run time here; the types of each table are checked where a resource is declared. */
type AnyTables = Pick<SupabaseClient, 'from' | 'rpc'>
type Send = () => PromiseLike<Result>

/** The number of rows requested at once. */
const maxRowsPerRequest = 1000

/**
 * Reads all rows of a function. A server returns at most a fixed number of rows (`max_rows`, 1,000 by default) and does
 * not say whether there are more: after a full batch, the next one is requested.
 */
async function readAllRows(ask: (from?: number) => Promise<Result>): Promise<Result> {
  const first = await ask()
  if (!Array.isArray(first.data)) return first
  const rows: unknown[] = [...first.data]
  for (let came = rows.length; came > 0 && came % 500 === 0; ) {
    const { data } = await ask(rows.length)
    const more = Array.isArray(data) ? data : []
    came = more.length
    rows.push(...more)
  }
  return { ...first, data: rows }
}

/** The functions by which the data provider queries the database. */
export type Requests = ReturnType<typeof createRequests>

/** Creates the functions by which the data provider queries the database; every failure is thrown as a ConsoleError. */
export function createRequests(client: ConsoleClient) {
  const db = client as unknown as AnyTables

  async function run(table: string, send: Send, signal?: AbortSignal): Promise<Result> {
    let result = await send()
    // A refused token was refused before anything was executed, so one retry with a fresh token is safe.
    if (result.status === 401 && result.error && !signal?.aborted) {
      const { error } = await client.auth.refreshSession()
      if (!error) result = await send()
    }
    if (!result.error) return result
    if (signal?.aborted) throw toConsoleError({ name: 'AbortError' }, 0)
    const error = toConsoleError(result.error, result.status, table)
    // Aborted, but not by us: the client's own timeout.
    if (error.kind === 'aborted') {
      throw new ConsoleError({
        kind: 'timeout',
        statusCode: 0,
        message: 'The server did not answer in time. Try again in a moment.',
      })
    }
    throw error
  }

  async function read(
    table: string,
    params: [string, string][],
    meta?: MetaQuery,
    count?: 'estimated' | 'exact',
  ) {
    const signal = signalOf(meta)
    const result = await run(table, () => request(db, table, params, { meta, count }), signal)
    return { rows: rowsOf(result), count: countOf(result) }
  }

  async function countRows(
    table: string,
    conditions: Condition[],
    meta: MetaQuery,
    count: 'estimated' | 'exact',
  ) {
    const params = conditionParams(conditions)
    const result = await run(
      table,
      () => request(db, table, params, { meta, count, head: true }),
      signalOf(meta),
    )
    return countOf(result) ?? 0
  }

  /** Calls a database function; a function that only reads is called by GET and read to its last row. */
  async function call(name: string, values: unknown, signal?: AbortSignal, get = false): Promise<Result> {
    const ask = (from = 0) =>
      run(
        name,
        () => {
          const asked = db.rpc(name, values as Row, { get }).retry(false)
          const part = from > 0 ? asked.range(from, from + maxRowsPerRequest - 1) : asked
          return signal ? part.abortSignal(signal) : part
        },
        signal,
      )
    return get ? readAllRows(ask) : ask()
  }

  async function write(
    table: string,
    params: [string, string][],
    method: 'patch' | 'post' | 'delete',
    values: unknown,
    meta: MetaQuery,
  ) {
    const result = await run(
      table,
      () => request(db, table, params, { meta, method, values }),
      signalOf(meta),
    ).catch((error: unknown) => {
      throw unsure(error)
    })
    return rowsOf(result)
  }

  /** Runs a write of the stock provider, which drops both the HTTP status of an answer and the class of its error. */
  async function runStock<T>(table: string, send: () => Promise<{ data: T }>): Promise<T> {
    const ask: Send = () =>
      send().then(
        ({ data }) => ({ data, error: null, status: 200 }),
        (error: { code?: string; message: string }) => ({ data: null, error, status: statusOf(error) }),
      )
    const { data } = await run(table, ask).catch((error: unknown) => {
      throw unsure(error)
    })
    return data as T
  }

  return { run, read, countRows, call, write, runStock }
}

function statusOf({ code, message }: { code?: string; message: string }): number {
  if (code?.startsWith('PGRST30')) return 401
  return !code && /^(Abort|Timeout|Type)Error|fetch|network/i.test(message) ? 0 : 500
}

interface RequestOptions {
  meta?: MetaQuery
  count?: 'estimated' | 'exact'
  head?: boolean
  method?: 'patch' | 'post' | 'delete'
  values?: unknown
}

function request(db: AnyTables, table: string, params: [string, string][], options: RequestOptions) {
  const { meta, count, head, method, values } = options
  const select: string = meta?.select ?? '*'
  const from = db.from(table)
  const builder =
    method === 'post'
      ? from.insert(values as Row | Row[], { defaultToNull: false }).select(select)
      : method === 'patch'
        ? from.update(values as Row).select(select)
        : method === 'delete'
          ? from.delete().select(select)
          : from.select(select, { count, head })
  // The caller decides on retries: two layers of them would multiply.
  builder.retry(false)
  const { searchParams } = (builder as unknown as { url: URL }).url
  for (const [name, value] of params) searchParams.append(name, value)
  const signal = signalOf(meta)
  return signal ? builder.abortSignal(signal) : builder
}

/** The abort signal of a request. */
export function signalOf(meta?: MetaQuery): AbortSignal | undefined {
  const signal = meta?.signal ?? meta?.queryContext?.signal
  // Refine mixes the address's parameters into meta, and a `?signal=x` must be ignored.
  return typeof signal === 'object' ? signal : undefined
}

function rowsOf({ data, status }: Result): Row[] {
  if (Array.isArray(data)) return data as Row[]
  throw toConsoleError({ message: '' }, status)
}

function countOf({ count }: Result): number | null {
  return typeof count === 'number' && !Number.isNaN(count) ? count : null
}

/** If the connection is lost after a write was sent, it is unknown whether the write happened: the message says so. */
export function unsure(error: unknown): unknown {
  if (error instanceof ConsoleError && error.statusCode === 0 && error.kind !== 'aborted') {
    error.message =
      'The connection was lost before the answer came. The change may have been saved or not: check before you try again.'
  }
  return error
}
