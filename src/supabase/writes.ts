import type { BaseKey, MetaQuery } from '@refinedev/core'
import { ConsoleError } from './errors'
import { notFoundText } from './failures'
import { conditionParams, tests } from './filters'
import { keyColumnOf } from './metadata'
import type { Requests, Row } from './requests'

/** Below the 8,000 characters that proxies accept as an address, with room for host and headers. */
const longestUrl = 7500

/** Creates the helpers for writing records: finding out why a write matched no row, and writing many records by key. */
export function createWrites({ read, write }: Pick<Requests, 'read' | 'write'>) {
  /**
   * Finds out why a write matched no row: throws the reason, or returns the record if it already has the wanted values.
   */
  async function explain(table: string, id: BaseKey, meta: MetaQuery, wanted?: Row): Promise<Row> {
    const { rows } = await read(table, conditionParams([tests(keyColumnOf(table)).equals(id)]), {
      select: meta.select,
    })
    const current = rows[0]
    if (!current) throw gone()
    const version = versionOf(meta)
    const versionNow = current.updated_at ?? (version && (await readVersion(table, id)))
    if (version && versionNow !== version) {
      // The answer to an earlier try may have been lost: then the record already has the wanted values.
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
    const { rows } = await read(table, conditionParams([tests(keyColumnOf(table)).equals(id)]), {
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
    const params = conditionParams([tests(keyColumnOf(table)).oneOf(ids)])
    if (new URLSearchParams(params).toString().length > longestUrl) {
      throw new ConsoleError({
        kind: 'invalid',
        statusCode: 414,
        message: `${ids.length} records are too many to name one by one. Nothing was changed. Narrow the list by a filter and act on all that match.`,
      })
    }
    const rows = await write(table, params, method, values, meta)
    const changed = new Set(rows.map((row) => String(row[keyColumnOf(table)])))
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

  return { explain, writeMany }
}

/** The version of the record that the person saw, if the write depends on it. */
export function versionOf(meta: MetaQuery): string | undefined {
  return meta.version as string | undefined
}

/** The error for a record that does not exist. */
export function gone(): ConsoleError {
  return new ConsoleError({ kind: 'gone', statusCode: 404, message: notFoundText })
}

/** Whether the sent value equals the stored one: the server may format a number or a timestamp differently. */
function same(sent: unknown, stored: unknown): boolean {
  if (JSON.stringify(sent ?? null) === JSON.stringify(stored ?? null)) return true
  if (typeof sent === 'number') return stored !== '' && typeof stored === 'string' && Number(stored) === sent
  const moment = (value: unknown) =>
    /^\d{4}-\d\d-\d\d[T ]/.test(String(value)) ? Date.parse(String(value)) : Number.NaN
  return moment(sent) === moment(stored)
}
