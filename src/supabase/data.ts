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
import { signedAddress } from './files'
import { conditionParams, tests } from './filters'
import { createLists, joinedWhereAsked } from './lists'
import { keyColumnOf } from './metadata'
import { createRequests, type Requests, type Row, signalOf, unsure } from './requests'
import { createWrites, gone, versionOf } from './writes'

/**
 * Creates Refine's data provider: that of `@refinedev/supabase`, with replacements for the methods that were found to
 * be wrong (`docs/decisions.md`, “Data provider overrides”). Every failure is thrown as a ConsoleError. The caller may
 * repeat reads (`retryRead`); writes are never repeated.
 */
export function createDataProvider(client: ConsoleClient): DataProvider {
  const requests = createRequests(client)
  const { read, write, runStock } = requests
  const { explain, writeMany } = createWrites(requests)
  const stock = createStockProvider(client)
  const { getPage, getAll } = createLists(requests)

  const provider = {
    ...stock,

    async getList(params: GetListParams) {
      const { mode = 'server' } = params.pagination ?? {}
      return mode === 'server' ? getPage(params) : getAll(params)
    },

    async getOne({ resource, id, meta }: GetOneParams) {
      const { rows } = await read(
        resource,
        conditionParams([tests(keyColumnOf(resource)).equals(id)]),
        meta,
      ).catch((error: unknown) => {
        // An address whose key has an impossible format matches no record.
        throw error instanceof ConsoleError && (error.code === '22P02' || error.code === '22003')
          ? gone()
          : error
      })
      if (!rows[0]) throw gone()
      return { data: rows[0] }
    },

    async getMany({ resource, ids, meta }: GetManyParams) {
      const data: Row[] = []
      const apart = meta && joinedWhereAsked(meta)
      for (let start = 0; start < ids.length; start += 100) {
        const some = tests(keyColumnOf(resource)).oneOf(ids.slice(start, start + 100))
        data.push(...(await read(resource, conditionParams([some]), apart)).rows)
      }
      return { data }
    },

    async create({ resource, variables, meta = {} }: CreateParams) {
      try {
        return {
          data: seen(await runStock(resource, () => stock.create<Row>({ resource, variables, meta }))),
        }
      } catch (error) {
        const id = (variables as Row)[keyColumnOf(resource)] as BaseKey | undefined
        const repeated =
          error instanceof ConsoleError &&
          error.code === '23505' &&
          error.details?.includes(`"${resource}_pkey"`)
        if (id === undefined || !repeated) throw error
        // The caller chose the key, so this record was created by an earlier try whose answer was lost.
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

    custom: (params: CustomParams) => callFunction(client, requests, params),

    getApiUrl() {
      return apiUrl(client)
    },
  }
  // Refine types each method by the row the caller expects, which only the caller can know.
  return provider as unknown as DataProvider
}

/** Calls a database function, or requests a signed address of a file. */
async function callFunction(
  client: ConsoleClient,
  { call }: Requests,
  { url, method, payload, query, meta }: CustomParams,
) {
  const [, bucket, path] = /^files\/(\w+)\/(.+)$/.exec(url) ?? []
  if (bucket && path) return { data: await signedAddress(client, bucket, path, 60) }
  const name = /^rpc\/(\w+)$/.exec(url)?.[1]
  if (!name || (method !== 'get' && method !== 'post')) {
    throw new Error(
      `Only functions of the database can be called: rpc/<name> by get or post, not ${method} ${url}.`,
    )
  }
  const isRead = method === 'get'
  const result = await call(name, payload ?? query ?? {}, signalOf(meta), isRead).catch((error: unknown) => {
    throw isRead ? error : unsure(error)
  })
  return { data: result.data }
}

function recordParams(table: string, id: BaseKey, meta: MetaQuery): [string, string][] {
  const version = versionOf(meta)
  return conditionParams([
    tests(keyColumnOf(table)).equals(id),
    ...(version ? [tests('updated_at').equals(version)] : []),
  ])
}

function seen(row: Row | undefined): Row {
  if (row) return row
  throw new ConsoleError({
    kind: 'forbidden',
    statusCode: 403,
    message: 'The record was saved, but your role does not let you see it.',
  })
}

/** The base address of tables and functions, which the client keeps in a private property. */
function apiUrl(client: ConsoleClient): string {
  return (client as unknown as { rest: { url: string } }).rest.url
}
