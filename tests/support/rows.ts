import { expect } from 'vitest'
import { toCrudFilters } from '@/resource/query/crudFilters'
import { readListUrl } from '@/resource/query/listUrl'
import type { ConsoleClient } from '@/supabase/client'
import { createDataProvider } from '@/supabase/data'
import { entryOf } from './entries'

/** The number of rows of a list at an address, by the list page's own query. */
export async function rowsAt(client: ConsoleClient, address: string): Promise<number> {
  const { pathname, searchParams } = new URL(address, 'http://console.test')
  const entry = entryOf(pathname.slice(1).replaceAll('-', '_'))
  if (!entry) throw new Error(`There is no list at ${pathname}`)
  const { default: resource } = await entry.load()
  const { dropped, ...state } = readListUrl(searchParams, resource)
  expect(dropped, address).toEqual([])
  const { total } = await createDataProvider(client).getList({
    resource: entry.table,
    pagination: { pageSize: 1 },
    filters: toCrudFilters(resource, state),
    meta: { select: resource.key, count: 'exact', tieBreak: resource.key },
  })
  return total
}
