import { filterOf, others } from './dialect.ts'

/** PostgREST's error for a change that would affect more rows than requested. */
interface Refused {
  code: string
  message: string
}

/**
 * Why a PATCH or DELETE is refused because of its conditions. On hosted projects the API's database role loads
 * `safeupdate`, which refuses either without a condition; lite would change the whole table, and also ignores a
 * condition that it cannot parse.
 */
export function refusedRows(method: string, { pathname, searchParams }: URL): Refused | undefined {
  if (!/^(PATCH|DELETE)$/.test(method) || pathname.startsWith('/rest/v1/rpc/')) return undefined
  let isFiltered = false
  for (const [key, value] of searchParams) {
    const { path, name, node } = filterOf(key, value, false)
    if (others.has(name)) continue
    if (!node) return { code: 'PGRST100', message: `"failed to parse filter (${key}=${value})"` }
    // A condition on an embedded resource does not limit the changed rows themselves.
    if (path === '') isFiltered = true
  }
  const verb = method === 'PATCH' ? 'UPDATE' : 'DELETE'
  return isFiltered ? undefined : { code: '21000', message: `${verb} requires a WHERE clause` }
}
