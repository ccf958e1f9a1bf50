import type {
  BaseKey,
  BaseRecord,
  CrudFilters,
  CrudSort,
  DataProvider,
  GetListParams,
  GetListResponse,
  MetaQuery,
} from '@refinedev/core'
import type { PostgrestClient } from '@supabase/postgrest-js'
import type { ConsoleClient } from './client'
import { type ColumnFacts, columns } from './columns'
import { ConsoleError, goneText, toConsoleError } from './errors'
import { allOf, anyOf, type Condition, conditionParams, tests, toConditions } from './filters'

/** What `meta` of a list may hold. */
interface ListMeta {
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

/** A page of rows. `total` is about right only where `approximate`; a cursor is missing where no rows follow. */
export interface ListResult<Row extends BaseRecord = BaseRecord> extends GetListResponse<Row> {
  approximate: boolean
  cursor: { next?: string; prev?: string }
}

type Row = Record<string, unknown>
type Result = { data: unknown; error: unknown; status: number; count?: number | null }
/** Tables are named at run time here: the types of each are checked where a resource is declared. */
type AnyTables = Pick<PostgrestClient, 'from' | 'rpc'>
type Send = () => PromiseLike<Result>
type Order = { column: string; descending: boolean; nullable: boolean }

/** The most rows that a hosted project answers with: those of one request where all are wanted. */
const batchSize = 1000
/** `count=estimated` counts exactly as far as the most rows that one response may have (`max_rows`). */
const countedExactly = 1000
/** Below the eight thousand characters that proxies accept as an address, with room for host and headers. */
const longestUrl = 7500
/** Milliseconds after which it is asked again whether a table has become large, or its matches few. */
const askedAgain = 5 * 60_000

/**
 * Creates Refine's data provider for PostgREST. Every failure is thrown as a ConsoleError. Lists page by keyset
 * and count by estimate; a bulk change is one request; a write that reached no row says why. Reads may be
 * repeated by the caller (`retryRead`), writes never are.
 */
export function createDataProvider(
  client: Pick<ConsoleClient, 'auth' | 'from' | 'rpc' | 'url'>,
): DataProvider {
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

  /** Calls a function of the database. */
  function call(name: string, values: unknown, signal?: AbortSignal, get = false): Promise<Result> {
    const send = () => {
      const asked = db.rpc(name, values as Row, { get })
      return signal ? asked.abortSignal(signal) : asked
    }
    return run(name, send, signal)
  }

  /** Tables and searches of which no keys are asked for, and until when (milliseconds since the epoch). */
  const plain = new Map<string, number>()

  /**
   * The conditions of a list. Those of a search are narrowed to the keys of what it finds, where that is little in a
   * large table: under row security the database cannot look into an index of texts on the way of a list
   * (https://www.postgresql.org/docs/current/rules-privileges.html, leakproof functions), and reads every row.
   */
  async function conditionsOf(
    table: string,
    filters: CrudFilters | undefined,
    meta: MetaQuery,
  ): Promise<Condition[]> {
    const all = toAll(filters)
    const texts = searchedFor(table, filters)
    const search = JSON.stringify([table, texts])
    if (texts.length === 0 || [table, search].some((one) => (plain.get(one) ?? 0) > Date.now())) return all
    const signal = signalOf(meta)
    try {
      const { data } = await call('keys_containing', { target: table, texts }, signal)
      const { keys, small } = data as { keys?: unknown[]; small?: boolean }
      if (keys) return [...all, tests(keyOf(table)).oneOf(keys)]
      plain.set(small ? table : search, Date.now() + askedAgain)
      return all
    } catch (error) {
      if (signal?.aborted) throw error
      // Without the keys the same is found, only later.
      plain.set(table, Date.now() + askedAgain)
      return all
    }
  }

  async function getPage({
    resource,
    pagination,
    sorters,
    filters,
    meta = {},
  }: GetListParams): Promise<ListResult<Row>> {
    const { count = 'estimated', cursor, direction = 'next', readOn = false } = meta as ListMeta
    const size = pagination?.pageSize ?? 10
    const order = orderOf(resource, sorters, meta)
    const matching = await conditionsOf(resource, filters, meta)
    const position = cursor ? readCursor(cursor, order) : null
    const backwards = position !== null && direction === 'previous'
    const offset = position ? 0 : ((pagination?.currentPage ?? 1) - 1) * size
    const conditions = conditionParams(
      position ? [...matching, ...beyond(order, position, backwards)] : matching,
    )
    const some = (limit: number, from: number): [string, string][] => [
      ...conditions,
      ['order', orderText(order, backwards)],
      ['limit', String(limit)],
      ...(from > 0 ? [['offset', String(from)] satisfies [string, string]] : []),
    ]
    const wanted = withSelect(meta, order)
    const counted = count === 'none' ? undefined : count
    // One row more than the page has tells whether others follow. Where that would be more than one answer may hold,
    // and would be cut off without a word, it is asked for apart.
    const isFullAnswer = size >= batchSize
    const isExact = readOn || isFullAnswer
    const [page, countedApart, following] = await Promise.all([
      read(resource, some(isExact ? size : size + 1, offset), wanted, position ? undefined : counted),
      position && counted ? countRows(resource, matching, meta, counted) : null,
      isFullAnswer && !readOn ? read(resource, some(1, offset + size), wanted) : null,
    ])
    const more = readOn
      ? page.rows.length > 0
      : page.rows.length > size || (following !== null && following.rows.length > 0)
    const data = page.rows.length > size ? page.rows.slice(0, size) : page.rows
    if (backwards) data.reverse()

    const seen = offset + data.length
    // What has been read to its end, and an estimate that is small, is exact.
    const whole = !position && !more && (data.length > 0 || offset === 0)
    const total = whole ? seen : Math.max(countedApart ?? page.count ?? 0, more ? seen + 1 : seen)
    const approximate = !whole && (!counted || (counted === 'estimated' && total > countedExactly))

    const first = data[0]
    const last = data.at(-1)
    const hasNext = backwards ? true : more
    const hasPrevious = backwards ? more : position !== null || offset > 0
    return {
      data,
      total,
      approximate,
      cursor: {
        ...(hasNext && last && { next: writeCursor(order, last) }),
        ...(hasPrevious && first && { prev: writeCursor(order, first) }),
      },
    }
  }

  async function getAll({ resource, sorters, filters, meta = {} }: GetListParams): Promise<ListResult<Row>> {
    const order = orderOf(resource, sorters, meta)
    const matching = await conditionsOf(resource, filters, meta)
    const wanted = withSelect(meta, order)
    const data: Row[] = []
    let expected = Number.POSITIVE_INFINITY
    let position: unknown[] | null = null
    while (true) {
      const params: [string, string][] = [
        ...conditionParams(position ? [...matching, ...beyond(order, position, false)] : matching),
        ['order', orderText(order, false)],
        ['limit', String(batchSize)],
      ]
      const batch = await read(resource, params, wanted, position ? undefined : 'exact')
      if (!position) expected = batch.count ?? expected
      data.push(...batch.rows)
      const last = batch.rows.at(-1)
      // A short batch is the end only where the count agrees: the server may be set to answer with fewer.
      if (!last || (batch.rows.length < batchSize && data.length >= expected)) break
      position = valuesOf(order, last)
    }
    return { data, total: data.length, approximate: false, cursor: {} }
  }

  /** Why a write to one record reached no row: thrown, or returned where the record already is as wanted. */
  async function explain(table: string, id: BaseKey, meta: MetaQuery, wanted?: Row): Promise<Row> {
    const { rows } = await read(table, conditionParams([tests(keyOf(table)).equals(id)]), {
      select: meta.select,
    })
    const current = rows[0]
    if (!current) throw gone()
    const version = versionOf(meta)
    const versionNow = current.updated_at ?? (version && (await readVersion(table, id)))
    if (version && versionNow !== version) {
      // The answer to an earlier try may have been lost on its way: then what is wanted is there already.
      if (wanted && Object.keys(wanted).every((key) => same(wanted[key], current[key]))) return current
      throw new ConsoleError({
        kind: 'conflict',
        statusCode: 409,
        message: 'This record has been changed by someone else since you opened it. Nothing was overwritten.',
        current,
      })
    }
    throw new ConsoleError({
      kind: 'forbidden',
      statusCode: 403,
      message: 'Your role does not allow this change. The record is as it was.',
    })
  }

  async function readVersion(table: string, id: BaseKey): Promise<unknown> {
    const { rows } = await read(table, conditionParams([tests(keyOf(table)).equals(id)]), {
      select: 'updated_at',
    })
    return rows[0]?.updated_at
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

  async function writeMany(
    table: string,
    ids: BaseKey[],
    method: 'patch' | 'delete',
    values: unknown,
    meta: MetaQuery,
  ) {
    const params = conditionParams([tests(keyOf(table)).oneOf(ids)])
    if (new URLSearchParams(params).toString().length > longestUrl) {
      throw new ConsoleError({
        kind: 'invalid',
        statusCode: 414,
        message: `${ids.length} records are too many to name one by one. Nothing was changed. Narrow the list by a filter and act on all that match.`,
      })
    }
    const rows = await write(table, params, method, values, meta)
    const changed = new Set(rows.map((row) => String(row[keyOf(table)])))
    const unchanged = ids.filter((id) => !changed.has(String(id)))
    if (unchanged.length > 0) {
      const done = method === 'delete' ? 'deleted' : 'changed'
      throw new ConsoleError({
        kind: 'forbidden',
        statusCode: 403,
        message: `${changed.size} of ${ids.length} records were ${done}. The other ${unchanged.length} were left as they are: they no longer exist, or your role does not allow it.`,
        changed: ids.filter((id) => changed.has(String(id))),
        unchanged,
      })
    }
    return rows
  }

  const provider = {
    async getList(params: GetListParams) {
      const { mode = 'server' } = params.pagination ?? {}
      return mode === 'server' ? getPage(params) : getAll(params)
    },

    async getOne({ resource, id, meta }: { resource: string; id: BaseKey; meta?: MetaQuery }) {
      const { rows } = await read(resource, conditionParams([tests(keyOf(resource)).equals(id)]), meta).catch(
        (error: unknown) => {
          // An address with something that cannot be a key names no record.
          throw error instanceof ConsoleError && (error.code === '22P02' || error.code === '22003')
            ? gone()
            : error
        },
      )
      if (!rows[0]) throw gone()
      return { data: rows[0] }
    },

    async getMany({ resource, ids, meta }: { resource: string; ids: BaseKey[]; meta?: MetaQuery }) {
      const data: Row[] = []
      for (let start = 0; start < ids.length; start += 100) {
        const some = tests(keyOf(resource)).oneOf(ids.slice(start, start + 100))
        data.push(...(await read(resource, conditionParams([some]), meta)).rows)
      }
      return { data }
    },

    async create({
      resource,
      variables,
      meta = {},
    }: {
      resource: string
      variables: unknown
      meta?: MetaQuery
    }) {
      try {
        return { data: one(await write(resource, [], 'post', variables, meta)) }
      } catch (error) {
        const id = (variables as Row)[keyOf(resource)] as BaseKey | undefined
        const repeated =
          error instanceof ConsoleError &&
          error.code === '23505' &&
          error.details?.includes(`"${resource}_pkey"`)
        if (id === undefined || !repeated) throw error
        // The key was made by the caller, so this very record was created before and the answer was lost.
        return provider.getOne({ resource, id, meta })
      }
    },

    async createMany({
      resource,
      variables,
      meta = {},
    }: {
      resource: string
      variables: unknown[]
      meta?: MetaQuery
    }) {
      return { data: await write(resource, [], 'post', variables, meta) }
    },

    async update({
      resource,
      id,
      variables,
      meta = {},
    }: {
      resource: string
      id: BaseKey
      variables: unknown
      meta?: MetaQuery
    }) {
      const rows = await write(resource, recordParams(resource, id, meta), 'patch', variables, meta)
      return { data: rows[0] ?? (await explain(resource, id, meta, variables as Row)) }
    },

    async updateMany({
      resource,
      ids,
      variables,
      meta = {},
    }: {
      resource: string
      ids: BaseKey[]
      variables: unknown
      meta?: MetaQuery
    }) {
      return { data: ids.length === 0 ? [] : await writeMany(resource, ids, 'patch', variables, meta) }
    },

    async deleteOne({ resource, id, meta = {} }: { resource: string; id: BaseKey; meta?: MetaQuery }) {
      const rows = await write(resource, recordParams(resource, id, meta), 'delete', undefined, meta)
      return { data: rows[0] ?? (await explain(resource, id, meta)) }
    },

    async deleteMany({ resource, ids, meta = {} }: { resource: string; ids: BaseKey[]; meta?: MetaQuery }) {
      return { data: ids.length === 0 ? [] : await writeMany(resource, ids, 'delete', undefined, meta) }
    },

    async custom({
      url,
      method,
      payload,
      query,
      meta,
    }: {
      url: string
      method: string
      payload?: unknown
      query?: unknown
      meta?: MetaQuery
    }) {
      const name = /^rpc\/(\w+)$/.exec(url)?.[1]
      if (!name || (method !== 'get' && method !== 'post')) {
        throw new Error(
          `Only functions of the database can be called: rpc/<name> by get or post, not ${method} ${url}.`,
        )
      }
      const isRead = method === 'get'
      const result = await call(name, payload ?? query ?? {}, signalOf(meta), isRead).catch(
        (error: unknown) => {
          throw isRead ? error : unsure(error)
        },
      )
      return { data: result.data }
    },

    getApiUrl() {
      return client.url
    },
  }
  // Refine types each method by the row the caller expects, which only the caller can know.
  return provider as unknown as DataProvider
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
  const { searchParams } = (builder as unknown as { url: URL }).url
  for (const [name, value] of params) searchParams.append(name, value)
  const signal = signalOf(meta)
  return signal ? builder.abortSignal(signal) : builder
}

function toAll(filters: CrudFilters | undefined): Condition[] {
  return (filters ?? []).flatMap(toConditions)
}

/** What the texts that a table is searched by must contain; empty where the database could not look that up. */
function searchedFor(table: string, filters: CrudFilters | undefined): string[] {
  if (!factsOf(table).search) return []
  const texts = (filters ?? []).flatMap((filter) =>
    'field' in filter && filter.field === 'search' && filter.operator === 'contains'
      ? [String(filter.value)]
      : [],
  )
  return texts.some(({ length }) => length >= 3) ? texts : []
}

function recordParams(table: string, id: BaseKey, meta: MetaQuery): [string, string][] {
  const version = versionOf(meta)
  return conditionParams([
    tests(keyOf(table)).equals(id),
    ...(version ? [tests('updated_at').equals(version)] : []),
  ])
}

function versionOf(meta: MetaQuery): string | undefined {
  return meta.version as string | undefined
}

function signalOf(meta?: MetaQuery): AbortSignal | undefined {
  const signal = meta?.signal ?? meta?.queryContext?.signal
  // Refine mixes the address's parameters into meta: `?signal=x` must not get here.
  return typeof signal === 'object' ? signal : undefined
}

function factsOf(table: string): Record<string, ColumnFacts> {
  return (columns as Record<string, Record<string, ColumnFacts>>)[table] ?? {}
}

/** The column that names a record: the primary key, `id` where the database knows none (a view). */
function keyOf(table: string): string {
  const keys = Object.entries(factsOf(table)).filter(([, facts]) => facts.key)
  return keys.length === 1 ? keys[0]![0] : 'id'
}

/** Of a view's columns the database does not know: they may. */
function mayBeNull(table: string, column: string): boolean {
  const facts = factsOf(table)
  const isTable = Object.values(facts).some(({ key }) => key)
  return isTable ? (facts[column]?.nullable ?? !facts[column]) : true
}

/** The order of a list: as asked, then the tie-break in the direction of the last, so that one index serves both. */
function orderOf(table: string, sorters: CrudSort[] | undefined, meta: MetaQuery): Order[] {
  const { tieBreak = keyOf(table), notNull = [] } = meta as ListMeta
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
function orderText(order: Order[], backwards: boolean): string {
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
function beyond(order: Order[], values: unknown[], backwards: boolean): Condition[] {
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
function writeCursor(order: Order[], row: Row): string {
  const bytes = new TextEncoder().encode(JSON.stringify([orderText(order, false), ...valuesOf(order, row)]))
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '')
}

/** Returns a cursor's values, or null where it is broken or of another order: then the list starts anew. */
function readCursor(cursor: string, order: Order[]): unknown[] | null {
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

function valuesOf(order: Order[], row: Row): unknown[] {
  return order.map(({ column }) => {
    if (!(column in row)) throw new Error(`The rows lack “${column}”, by which they are sorted.`)
    return row[column]
  })
}

/** Asks for the sorted columns as well where the list's own `select` leaves them out. */
function withSelect(meta: MetaQuery, order: Order[]): MetaQuery {
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

function rowsOf({ data, status }: Result): Row[] {
  if (Array.isArray(data)) return data as Row[]
  throw toConsoleError({ message: '' }, status)
}

function countOf({ count }: Result): number | null {
  return typeof count === 'number' && !Number.isNaN(count) ? count : null
}

function one(rows: Row[]): Row {
  if (rows[0]) return rows[0]
  throw new ConsoleError({
    kind: 'forbidden',
    statusCode: 403,
    message: 'The record was saved, but your role does not let you see it.',
  })
}

function gone(): ConsoleError {
  return new ConsoleError({ kind: 'gone', statusCode: 404, message: goneText })
}

/** After a write, a lost connection leaves open whether it happened: the message says so. */
function unsure(error: unknown): unknown {
  if (error instanceof ConsoleError && error.statusCode === 0 && error.kind !== 'aborted') {
    error.message =
      'The connection was lost before the answer came. The change may have been saved or not: check before you try again.'
  }
  return error
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
}
