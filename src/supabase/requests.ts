import type { MetaQuery } from '@refinedev/core'
import type { SupabaseClient } from '@supabase/supabase-js'
import type { ConsoleClient } from './client'
import { ConsoleError, toConsoleError } from './errors'
import { type Condition, conditionParams } from './filters'

/** What `meta` of a list may hold. */
export interface ListMeta {
  /** PostgREST's `select`; all columns by default. */
  select?: string
  /** How the rows are counted: `estimated` by default, which is exact up to a thousand. */
  count?: 'estimated' | 'exact' | 'none'
  /** The unique column that orders rows alike in all else; the primary key by default. */
  tieBreak?: string
  /** A cursor of an earlier result, and the side of it that is wanted. */
  cursor?: string
  direction?: 'next' | 'previous'
  /**
   * For reading on to the end: every page that has rows has a cursor behind it, and an empty one is the end. So none
   * is missed where the server answers with fewer rows than it was asked for.
   */
  readOn?: boolean
  /** Columns of a view that are never null: the database does not know, and indexes need it known. */
  notNull?: string[]
  signal?: AbortSignal
}

/** A row of any table. */
export type Row = Record<string, unknown>
type Result = { data: unknown; error: unknown; status: number; count?: number | null }
/** Tables are named at run time here: the types of each are checked where a resource is declared. */
type AnyTables = Pick<SupabaseClient, 'from' | 'rpc'>
type Send = () => PromiseLike<Result>

/** As many rows as are asked for at once. */
const mostAtOnce = 1000

/**
 * Reads all rows of a function. A server gives no more than a round number of them (`max_rows`, 1,000 unless set
 * otherwise) and does not say that there are others: after as many as that they are asked for.
 */
async function toTheLast(ask: (from?: number) => Promise<Result>): Promise<Result> {
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

/** What the data provider asks the database by. */
export type Requests = ReturnType<typeof createRequests>

/** Creates what the data provider asks the database by; every failure is thrown as a ConsoleError. */
export function createRequests(client: ConsoleClient) {
  const db = client as unknown as AnyTables

  async function run(table: string, send: Send, signal?: AbortSignal): Promise<Result> {
    let result = await send()
    // A refused token was refused before anything happened, so one more try with a fresh one is safe.
    if (result.status === 401 && result.error && !signal?.aborted) {
      const { error } = await client.auth.refreshSession()
      if (!error) result = await send()
    }
    if (!result.error) return result
    if (signal?.aborted) throw toConsoleError({ name: 'AbortError' }, 0)
    const error = toConsoleError(result.error, result.status, table)
    // Cancelled, but not by us: the client's own time limit.
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

  /** Calls a function of the database; one that only reads, by get, to the last of its rows. */
  async function call(name: string, values: unknown, signal?: AbortSignal, get = false): Promise<Result> {
    const ask = (from = 0) =>
      run(
        name,
        () => {
          const asked = db.rpc(name, values as Row, { get }).retry(false)
          const part = from > 0 ? asked.range(from, from + mostAtOnce - 1) : asked
          return signal ? part.abortSignal(signal) : part
        },
        signal,
      )
    return get ? toTheLast(ask) : ask()
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

  /** Runs a write of the stock provider, which keeps neither the status of an answer nor the class of its error. */
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
  // Repeats are the caller's to decide: two layers of them would multiply.
  builder.retry(false)
  const { searchParams } = (builder as unknown as { url: URL }).url
  for (const [name, value] of params) searchParams.append(name, value)
  const signal = signalOf(meta)
  return signal ? builder.abortSignal(signal) : builder
}

/** What a request may be cancelled by. */
export function signalOf(meta?: MetaQuery): AbortSignal | undefined {
  const signal = meta?.signal ?? meta?.queryContext?.signal
  // Refine mixes the address's parameters into meta: `?signal=x` must not get here.
  return typeof signal === 'object' ? signal : undefined
}

function rowsOf({ data, status }: Result): Row[] {
  if (Array.isArray(data)) return data as Row[]
  throw toConsoleError({ message: '' }, status)
}

function countOf({ count }: Result): number | null {
  return typeof count === 'number' && !Number.isNaN(count) ? count : null
}

/** After a write, a lost connection leaves open whether it happened: the message says so. */
export function unsure(error: unknown): unknown {
  if (error instanceof ConsoleError && error.statusCode === 0 && error.kind !== 'aborted') {
    error.message =
      'The connection was lost before the answer came. The change may have been saved or not: check before you try again.'
  }
  return error
}
