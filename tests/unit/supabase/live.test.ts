import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createLiveProvider } from '@/supabase/live'

const tab = Object.assign(new EventTarget(), { hidden: false })

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('document', tab)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const event = { channel: 'resources/leads', type: 'updated', payload: { ids: [1] }, date: new Date(0) }

describe('live', () => {
  it('without Realtime passes on what this tab changes, to those who follow the table', () => {
    const live = createLiveProvider({} as never, { realtime: false })
    const [leads, again, invoices] = [vi.fn(), vi.fn(), vi.fn()]
    const following = live.subscribe({ channel: 'resources/leads', types: ['*'], callback: leads })
    live.subscribe({ channel: 'resources/leads', types: ['*'], callback: again })
    live.subscribe({ channel: 'resources/invoices', types: ['*'], callback: invoices })
    live.publish!(event)
    live.unsubscribe(following)
    live.publish!(event)
    expect(leads.mock.calls).toEqual([[event]])
    expect(again).toHaveBeenCalledTimes(2)
    expect(invoices).not.toHaveBeenCalled()
  })

  it('with Realtime has a topic for each subscription, and tells of deletions too', async () => {
    const told: ((change: object) => void)[] = []
    const channel = {
      on: vi.fn((_kind, _filter, tell) => {
        told.push(tell)
        return channel
      }),
      subscribe: () => channel,
    }
    const connection = { channel: vi.fn(() => channel), removeChannel: vi.fn() }
    const live = createLiveProvider({ realtime: async () => connection as never }, { realtime: true })
    const heard = vi.fn()
    const following = live.subscribe({ channel: 'resources/leads', types: ['*'], callback: heard })
    live.subscribe({ channel: 'resources/leads', types: ['*'], callback: vi.fn() })
    await vi.waitFor(() => expect(told).toHaveLength(2))
    const topics = connection.channel.mock.calls.map(([topic]: unknown[]) => topic)
    expect(new Set(topics).size).toBe(2)
    told[0]!({ eventType: 'DELETE', old: { id: 7 }, new: {}, commit_timestamp: '2026-01-01T00:00:00Z' })
    expect(heard).toHaveBeenCalledWith(expect.objectContaining({ type: 'deleted', payload: { ids: [7] } }))
    live.publish!(event)
    expect(heard).toHaveBeenCalledTimes(1)
    live.unsubscribe(following)
    expect(connection.removeChannel).toHaveBeenCalledWith(channel)
  })

  it('without Realtime says every so often that anything may have changed, while somebody looks', () => {
    const live = createLiveProvider({} as never, { realtime: false })
    const heard = vi.fn()
    const following = live.subscribe({ channel: 'resources/leads', types: ['*'], callback: heard })
    vi.advanceTimersByTime(30_000)
    const times = heard.mock.calls.length
    expect(times).toBeGreaterThan(0)
    expect(heard).toHaveBeenCalledWith(expect.objectContaining({ channel: 'resources/leads', type: '*' }))

    tab.hidden = true
    vi.advanceTimersByTime(300_000)
    expect(heard).toHaveBeenCalledTimes(times)
    tab.hidden = false
    tab.dispatchEvent(new Event('visibilitychange'))
    expect(heard).toHaveBeenCalledTimes(times + 1)

    live.unsubscribe(following)
    vi.advanceTimersByTime(300_000)
    tab.dispatchEvent(new Event('visibilitychange'))
    expect(heard).toHaveBeenCalledTimes(times + 1)
    expect(vi.getTimerCount()).toBe(0)
  })
})
