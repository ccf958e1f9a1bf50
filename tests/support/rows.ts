import { expect } from 'vitest'
import { toCrudFilters } from '@/resource/query/crudFilters'
import { readListUrl } from '@/resource/query/listUrl'
import type { ConsoleClient } from '@/supabase/client'
import { createDataProvider } from '@/supabase/data'
import { entryOf } from './entries'

/** What a list reads at an address, as its page asks for it. */
async function listAt(client: ConsoleClient, address: string, column: string | undefined, pageSize: number) {
  const { pathname, searchParams } = new URL(address, 'http://console.test')
  const entry = entryOf(pathname.slice(1).replaceAll('-', '_'))
  if (!entry) throw new Error(`There is no list at ${pathname}`)
  const { default: resource } = await entry.load()
  const { dropped, ...state } = readListUrl(searchParams, resource)
  expect(dropped, address).toEqual([])
  return createDataProvider(client).getList({
    resource: entry.table,
    pagination: { pageSize },
    filters: toCrudFilters(resource, state),
    meta: {
      select: [resource.key, column].filter(Boolean).join(','),
      count: 'exact',
      tieBreak: resource.key,
    },
  })
}

/** How many rows a list has at an address. */
export async function rowsAt(client: ConsoleClient, address: string): Promise<number> {
  return (await listAt(client, address, undefined, 1)).total
}

/** The sum of a column of all rows that a list has at an address. */
export async function sumAt(client: ConsoleClient, address: string, column: string): Promise<number> {
  const { data, total } = await listAt(client, address, column, 1000)
  expect(data.length, address).toBe(total)
  return data.reduce((sum, row) => sum + Number((row as Record<string, unknown>)[column]), 0)
}
