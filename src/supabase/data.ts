import type {
  BaseKey,
  CreateManyParams,
  CreateParams,
  CustomParams,
  DataProvider,
  DeleteManyParams,
  DeleteOneParams,
  GetListParams,
  GetManyParams,
  GetOneParams,
  MetaQuery,
  UpdateManyParams,
  UpdateParams,
} from '@refinedev/core'
import { dataProvider as createStockProvider } from '@refinedev/supabase'
import type { ConsoleClient } from './client'
import { ConsoleError } from './errors'
import { goneText } from './failures'
import { signedAddress } from './files'
import { conditionParams, tests } from './filters'
import { createLists } from './lists'
import { keyOf } from './metadata'
import { createRequests, type Row, signalOf, unsure } from './requests'

/** Below the eight thousand characters that proxies accept as an address, with room for host and headers. */
const longestUrl = 7500
/**
 * Creates Refine's data provider: the one of `@refinedev/supabase`, with those methods replaced that were measured
 * wrong (`docs/decisions.md`, “Data provider overrides”). Every failure is thrown as a ConsoleError. Reads may be
 * repeated by the caller (`retryRead`), writes never are.
 */
export function createDataProvider(client: ConsoleClient): DataProvider {
  const requests = createRequests(client)
  const { read, write, call, runStock } = requests
  const stock = createStockProvider(client)
  const { getPage, getAll } = createLists(requests)

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
    ...stock,

    async getList(params: GetListParams) {
      const { mode = 'server' } = params.pagination ?? {}
      return mode === 'server' ? getPage(params) : getAll(params)
    },

    async getOne({ resource, id, meta }: GetOneParams) {
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

    async getMany({ resource, ids, meta }: GetManyParams) {
      const data: Row[] = []
      for (let start = 0; start < ids.length; start += 100) {
        const some = tests(keyOf(resource)).oneOf(ids.slice(start, start + 100))
        data.push(...(await read(resource, conditionParams([some]), meta)).rows)
      }
      return { data }
    },

    async create({ resource, variables, meta = {} }: CreateParams) {
      try {
        return {
          data: seen(await runStock(resource, () => stock.create<Row>({ resource, variables, meta }))),
        }
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

    async createMany({ resource, variables, meta = {} }: CreateManyParams) {
      return { data: await write(resource, [], 'post', variables, meta) }
    },

    async update({ resource, id, variables, meta = {} }: UpdateParams) {
      const rows = await write(resource, recordParams(resource, id, meta), 'patch', variables, meta)
      return { data: rows[0] ?? (await explain(resource, id, meta, variables as Row)) }
    },

    async updateMany({ resource, ids, variables, meta = {} }: UpdateManyParams) {
      return { data: ids.length === 0 ? [] : await writeMany(resource, ids, 'patch', variables, meta) }
    },

    async deleteOne({ resource, id, meta = {} }: DeleteOneParams<unknown>) {
      const rows = await write(resource, recordParams(resource, id, meta), 'delete', undefined, meta)
      return { data: rows[0] ?? (await explain(resource, id, meta)) }
    },

    async deleteMany({ resource, ids, meta = {} }: DeleteManyParams<unknown>) {
      return { data: ids.length === 0 ? [] : await writeMany(resource, ids, 'delete', undefined, meta) }
    },

    async custom({ url, method, payload, query, meta }: CustomParams) {
      const [, bucket, path] = /^files\/(\w+)\/(.+)$/.exec(url) ?? []
      if (bucket && path) return { data: await signedAddress(client, bucket, path, 60) }
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
      return apiUrl(client)
    },
  }
  // Refine types each method by the row the caller expects, which only the caller can know.
  return provider as unknown as DataProvider
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

function seen(row: Row | undefined): Row {
  if (row) return row
  throw new ConsoleError({
    kind: 'forbidden',
    statusCode: 403,
    message: 'The record was saved, but your role does not let you see it.',
  })
}

function gone(): ConsoleError {
  return new ConsoleError({ kind: 'gone', statusCode: 404, message: goneText })
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
}

/** Where the tables and functions are; the client keeps it to itself. */
function apiUrl(client: ConsoleClient): string {
  return (client as unknown as { rest: { url: string } }).rest.url
}
