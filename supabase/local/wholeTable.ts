import { filterOf, others } from './dialect.ts'

/** What PostgREST answers to a change that would be of more than was asked for. */
interface Refused {
  code: string
  message: string
}

/**
 * Why a PATCH or DELETE is refused for the rows that it names. On hosted projects the role that the API signs in with loads
 * `safeupdate`, which refuses either without a condition; lite would change the whole table, and also leaves out a condition that
 * it cannot read.
 */
export function refusedRows(method: string, { pathname, searchParams }: URL): Refused | undefined {
  if (!/^(PATCH|DELETE)$/.test(method) || pathname.startsWith('/rest/v1/rpc/')) return undefined
  let isFiltered = false
  for (const [key, value] of searchParams) {
    const { path, name, node } = filterOf(key, value, false)
    if (others.has(name)) continue
    if (!node) return { code: 'PGRST100', message: `"failed to parse filter (${key}=${value})"` }
    // A condition on what is embedded leaves out none of the rows themselves.
    if (path === '') isFiltered = true
  }
  const verb = method === 'PATCH' ? 'UPDATE' : 'DELETE'
  return isFiltered ? undefined : { code: '21000', message: `${verb} requires a WHERE clause` }
}
