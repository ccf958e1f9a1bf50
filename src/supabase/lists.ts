import type { BaseRecord, CrudFilters, GetListParams, GetListResponse, MetaQuery } from '@refinedev/core'
import { type Condition, conditionParams, overlapOf, tests, toConditions } from './filters'
import { keyColumnOf, metadataOf } from './metadata'
import { beyond, orderOf, orderText, readCursor, valuesOf, withSelect, writeCursor } from './paging'
import { type ListMeta, type Requests, type Row, signalOf } from './requests'

/**
 * A page of rows. `total` is an estimate, and not to be shown, if `approximate` is set; a cursor is missing if no more
 * rows follow in its direction.
 */
export interface ListResult<Row extends BaseRecord = BaseRecord> extends GetListResponse<Row> {
  approximate: boolean
  cursor: { next?: string; prev?: string }
}

/** The most rows that a hosted project returns in one response: the batch size for reading all rows. */
const batchSize = 1000
/** `count=estimated` counts exactly up to the most rows that one response may have (`max_rows`). */
const exactCountLimit = 1000
/**
 * How long it is remembered that narrowing a table by keys does not help, in milliseconds; it may have grown since, or
 * have fewer matches.
 */
const keysRetryMs = 5 * 60_000

/** Creates the function that turns a list's filters into the conditions of its request. */
function createConditions(call: Requests['call']) {
  /** Tables and searches that are not narrowed by keys for now, and until when (milliseconds since the epoch). */
  const plain = new Map<string, number>()

  /**
   * The conditions of a list. If a search, a text filter or an array filter matches few rows of a large table, their
   * keys are fetched first and the list is limited to them: under row security Postgres cannot use an index for such
   * filters (https://www.postgresql.org/docs/current/rules-privileges.html, leakproof functions) and would read every
   * row.
   */
  return async function conditionsOf(
    table: string,
    filters: CrudFilters | undefined,
    meta: MetaQuery,
  ): Promise<Condition[]> {
    const all = toAll(filters)
    const sought = indexedSearchOf(table, filters)
    const search = JSON.stringify([table, sought])
    if (!sought || [table, search].some((one) => (plain.get(one) ?? 0) > Date.now())) return all
    const signal = signalOf(meta)
    try {
      const { data } = await call('keys_containing', { target: table, ...sought }, signal)
      const { keys, small } = foundKeys(data)
      if (keys) return [...all, tests(keyColumnOf(table)).oneOf(keys)]
      plain.set(small ? table : search, Date.now() + keysRetryMs)
      return all
    } catch (error) {
      if (signal?.aborted) throw error
      // Without the keys the result is the same, but slower.
      plain.set(table, Date.now() + keysRetryMs)
      return all
    }
  }
}

/** Checks the answer of `keys_containing`. By hand: a validation library would load later than the first rows. */
function foundKeys(data: unknown): { keys?: unknown[]; small: boolean } {
  const { keys, small } = Object(data) as Record<string, unknown>
  return { ...(Array.isArray(keys) && { keys }), small: small === true }
}

/**
 * Creates the functions that read lists: one page at a time by keyset with an estimated count, or all rows in batches.
 */
export function createLists({ read, countRows, call }: Requests) {
  const conditionsOf = createConditions(call)

  async function getPage({
    resource,
    pagination,
    sorters,
    filters,
    meta: asked = {},
  }: GetListParams): Promise<ListResult<Row>> {
    const meta = joinedWhereAsked(asked, filters)
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
    // One row more than the page size tells whether others follow. If that would be more than one response may hold,
    // which would be cut off silently, the next row is requested separately.
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
    // A list read to its end has an exact total, and so has a small estimate.
    const whole = !position && !more && (data.length > 0 || offset === 0)
    const total = whole ? seen : Math.max(countedApart ?? page.count ?? 0, more ? seen + 1 : seen)
    const approximate = !whole && (!counted || (counted === 'estimated' && total > exactCountLimit))

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

  async function getAll({
    resource,
    sorters,
    filters,
    meta: asked = {},
  }: GetListParams): Promise<ListResult<Row>> {
    const meta = joinedWhereAsked(asked, filters)
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
      // A short batch is the end only if the count agrees: the server may be configured to return fewer rows.
      if (!last || (batch.rows.length < batchSize && data.length >= expected)) break
      position = valuesOf(order, last)
    }
    return { data, total: data.length, approximate: false, cursor: {} }
  }

  return { getPage, getAll }
}

/**
 * An inner join drops rows whose related row is gone, such as the emails of a deleted lead: it is used only if a filter
 * tests that related row.
 */
export function joinedWhereAsked(meta: MetaQuery, filters?: CrudFilters): MetaQuery {
  const { select } = meta
  if (typeof select !== 'string' || !select.includes('!inner')) return meta
  const asked = JSON.stringify(filters ?? [])
  return {
    ...meta,
    select: select.replace(/(\w+):([\w!]+)!inner\(/g, (whole, name: string, target: string) =>
      asked.includes(`"field":"${name}.`) ? whole : `${name}:${target}(`,
    ),
  }
}

function toAll(filters: CrudFilters | undefined): Condition[] {
  return (filters ?? []).flatMap(toConditions)
}

/**
 * The part of a search that concerns one column: a text that it contains, or values of which it contains one or all.
 */
interface SoughtColumn {
  name: string
  text?: string
  one_of?: unknown[]
  every?: unknown[]
}

/** The parts of a list's filters that an index of the table's texts and arrays can find; undefined if there is none. */
function indexedSearchOf(
  table: string,
  filters: CrudFilters | undefined,
): { texts: string[]; also?: SoughtColumn[] } | undefined {
  if (!metadataOf(table).search) return undefined
  const texts: string[] = []
  const also: SoughtColumn[] = []
  for (const filter of filters ?? []) {
    if (filter.operator === 'or') {
      const overlap = overlapOf(filter.value)
      if (overlap) also.push({ name: overlap.field, one_of: overlap.values })
    } else if ('field' in filter) {
      const { field, operator, value } = filter
      const name = field.replace('folded->>', '')
      const isPart =
        /^(contains|startswith|endswith)$/.test(operator) || (operator === 'eq' && name !== field)
      if (operator === 'ina') also.push({ name, every: value })
      else if (isPart && field === 'search') texts.push(String(value))
      else if (isPart) also.push({ name, text: String(value) })
    }
  }
  const isFound = texts.some(isLong) || also.some(({ text }) => text === undefined || isLong(text))
  return isFound ? { texts, ...(also.length > 0 && { also }) } : undefined
}

/** A trigram index cannot find texts of fewer than three characters. */
const isLong = (text: string) => text.length >= 3
