import type { DataProvider, GetListParams } from '@refinedev/core'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { withListPrefetch } from '@/supabase/listPrefetch'

const leads: GetListParams = {
  resource: 'leads',
  pagination: { pageSize: 50 },
  sorters: [{ field: 'found_at', order: 'desc' }],
  filters: [{ field: 'state', operator: 'eq', value: 'new' }],
  meta: { select: 'id,full_name', count: 'estimated', tieBreak: 'id' },
}
/** The parameters with which Refine requests the same list. */
const byRefine: GetListParams = {
  ...leads,
  pagination: { pageSize: 50, currentPage: 1, mode: 'server' },
  meta: { ...leads.meta, label: 'Leads', signal: new AbortController().signal },
}

let asked = 0
let fails = false
const provider = withListPrefetch({
  getList: async () => {
    asked += 1
    if (fails) throw new Error('no network')
    return { data: [{ answer: asked }], total: 1 }
  },
} as unknown as DataProvider)

beforeEach(() => {
  asked = 0
  fails = false
  vi.useFakeTimers()
})
afterEach(() => {
  provider.forgetPrefetched()
  vi.useRealTimers()
})

describe('a list asked for ahead', () => {
  it('answers the first who asks for the same, and nobody else', async () => {
    provider.prefetchList(leads, '/leads')
    const other = await provider.getList({ ...byRefine, filters: [] })
    const first = await provider.getList(byRefine)
    const second = await provider.getList(byRefine)
    expect([first, other, second].map(({ data }) => data[0]?.answer)).toEqual([1, 2, 3])
  })

  it('is asked for again where it failed, is old, or was another person’s', async () => {
    fails = true
    provider.prefetchList(leads, '/leads')
    await Promise.resolve()
    fails = false
    expect((await provider.getList(byRefine)).data[0]?.answer).toBe(2)
    provider.prefetchList(leads, '/leads')
    vi.advanceTimersByTime(10_000)
    expect((await provider.getList(byRefine)).data[0]?.answer).toBe(4)
    provider.prefetchList(leads, '/leads')
    provider.forgetPrefetched()
    expect((await provider.getList(byRefine)).data[0]?.answer).toBe(6)
  })

  it('is there for the first drawing once it has come, and only then', async () => {
    provider.prefetchList(leads, '/leads')
    expect(provider.takePrefetched(byRefine)).toBeUndefined()
    await provider.prefetchSettled()
    expect(provider.takePrefetched(byRefine)?.data).toEqual([{ answer: 1 }])
    expect(provider.takePrefetched(byRefine)).toBeUndefined()
    expect((await provider.getList(byRefine)).data[0]?.answer).toBe(2)
  })
})
