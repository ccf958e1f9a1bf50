import type { DataProvider, GetListParams } from '@refinedev/core'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { withListsAhead } from '@/supabase/listsAhead'

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
const provider = withListsAhead({
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
  provider.forgetAhead()
  vi.useRealTimers()
})

describe('a list asked for ahead', () => {
  it('answers the first who asks for the same, and nobody else', async () => {
    provider.getListAhead(leads, '/leads')
    const other = await provider.getList({ ...byRefine, filters: [] })
    const first = await provider.getList(byRefine)
    const second = await provider.getList(byRefine)
    expect([first, other, second].map(({ data }) => data[0]?.answer)).toEqual([1, 2, 3])
  })

  it('is asked for again where it failed, is old, or was another person’s', async () => {
    fails = true
    provider.getListAhead(leads, '/leads')
    await Promise.resolve()
    fails = false
    expect((await provider.getList(byRefine)).data[0]?.answer).toBe(2)
    provider.getListAhead(leads, '/leads')
    vi.advanceTimersByTime(10_000)
    expect((await provider.getList(byRefine)).data[0]?.answer).toBe(4)
    provider.getListAhead(leads, '/leads')
    provider.forgetAhead()
    expect((await provider.getList(byRefine)).data[0]?.answer).toBe(6)
  })

  it('is there for the first drawing once it has come, and only then', async () => {
    provider.getListAhead(leads, '/leads')
    expect(provider.takeAhead(byRefine)).toBeUndefined()
    await provider.aheadSettled()
    expect(provider.takeAhead(byRefine)?.data).toEqual([{ answer: 1 }])
    expect(provider.takeAhead(byRefine)).toBeUndefined()
    expect((await provider.getList(byRefine)).data[0]?.answer).toBe(2)
  })
})
