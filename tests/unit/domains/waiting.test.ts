import type { CrudFilter, CrudFilters } from '@refinedev/core'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Domain } from '@/domains/domain'
import { pathOf } from '@/resource/define'
import { toCrudFilters } from '@/resource/query/crudFilters'
import { readListUrl, writeListUrl } from '@/resource/query/listUrl'
import { waitingIn } from '@/resource/waiting/waiting'
import { columns } from '@/supabase/columns'
import { entries, pages } from '../../support/entries'

const domains = Object.values(
  import.meta.glob<Record<string, Domain>>('../../../src/domains/*/index.tsx', { eager: true }),
)
  .flatMap((module) => Object.values(module))
  .filter((part) => 'resources' in part)
const needs = domains.flatMap((domain) => domain.needs ?? [])

const counts = waitingIn(entries, pages, needs)
const ofLists = counts.filter(({ to }) => entries.some(({ table }) => to.split('?')[0] === pathOf(table)))
const ofPages = counts.filter((count) => !ofLists.includes(count))

/** The columns that conditions use. */
function fieldsOf(filters: CrudFilters): string[] {
  return filters.flatMap((filter: CrudFilter) =>
    'field' in filter ? [filter.field] : fieldsOf(filter.value),
  )
}

// Around midnight, at the end of a month and of a year, on days when clocks change, and in the middle of a minute.
const clocks = [
  '2026-11-30T23:59:59.999',
  '2026-12-01T00:00:00.001',
  '2026-12-31T23:59:30',
  '2027-01-01T00:00:10',
  '2026-03-29T02:30:00',
  '2026-10-25T02:30:15',
  '2028-02-29T12:00:00.5',
].map((text) => new Date(text))

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

test('each declaration is counted once, under a key of its own', () => {
  const declared = [...entries, ...pages].filter(({ waiting }) => waiting).length + needs.length
  expect(counts).toHaveLength(declared)
  expect(new Set(counts.map(({ key }) => key)).size).toBe(declared)
  expect(ofLists.length).toBeGreaterThan(0)
})

describe.each(ofLists)('what waits in $to', ({ resource: table, to, filters }) => {
  const query = to.split('?')[1] ?? ''
  const load = async () => (await entries.find((one) => one.table === table)!.load()).default

  test('is what the list shows, whatever the day', async () => {
    const resource = await load()
    for (const now of clocks) {
      vi.setSystemTime(now)
      const state = readListUrl(new URLSearchParams(query), resource)
      expect(await filters(), now.toISOString()).toEqual(toCrudFilters(resource, state, now))
    }
  })

  test('is said whole by its address, in columns of the table alone', async () => {
    const resource = await load()
    const { dropped, ...state } = readListUrl(new URLSearchParams(query), resource)
    expect(dropped).toEqual([])
    // A count must have filters: without them, its address opens each person's default view instead.
    expect(state.filters).not.toEqual([])
    expect(decodeURIComponent(String(writeListUrl(state, resource.list.sort)))).toBe(query)
    // A count must not read other tables.
    for (const field of fieldsOf(await filters())) {
      expect(Object.keys(columns[table] ?? {})).toContain(field.replace(/^folded->>/, ''))
    }
  })
})

test.each(ofPages)(
  'what waits on $to is asked of a table or view there is',
  async ({ resource, filters }) => {
    expect(Object.keys(columns)).toContain(resource)
    for (const field of fieldsOf(await filters()))
      expect(Object.keys(columns[resource] ?? {})).toContain(field)
  },
)

test('days and hours that move are worked out anew at each count', async () => {
  const asked = async (key: string, now: Date) => {
    vi.setSystemTime(now)
    return JSON.stringify(await counts.find((one) => one.key === key)!.filters())
  }
  // In local time, since the due day ends at midnight in the person's time zone.
  expect(await asked('invoices', new Date(2026, 11, 31, 23, 59, 59))).toContain('2026-12-30')
  expect(await asked('invoices', new Date(2027, 0, 1))).toContain('2026-12-31')
  expect(await asked('scrape_runs', new Date('2026-12-01T12:00:00Z'))).toContain('2026-11-30T12:00:00')
  expect(await asked('scrape_runs', new Date('2026-12-01T12:01:00Z'))).toContain('2026-11-30T12:01:00')
})
