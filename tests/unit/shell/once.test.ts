import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { guardComposition, isComposing } from '@/ui/composition'
import { createSingleRun } from '@/ui/useSingleRun'

describe('one click is one act', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })
  const lasting = (milliseconds: number, answer?: unknown) => () =>
    new Promise((resolve) => setTimeout(() => resolve(answer), milliseconds))

  test.each([0, 50, 300, 600, 900])('a second click after %i ms is the first', async (pause) => {
    const run = createSingleRun()
    const act = vi.fn(lasting(200))
    void run(act)
    await vi.advanceTimersByTimeAsync(pause)
    void run(act)
    await vi.advanceTimersByTimeAsync(2000)
    expect(act).toHaveBeenCalledTimes(1)
    void run(act)
    expect(act).toHaveBeenCalledTimes(2)
  })

  test('what failed is tried again at once, and other acts do not wait', async () => {
    const run = createSingleRun()
    const act = vi.fn(lasting(10, false))
    const other = vi.fn(lasting(10))
    void run(act)
    void run(other, 'other')
    await vi.advanceTimersByTimeAsync(10)
    void run(act)
    expect([act.mock.calls.length, other.mock.calls.length]).toEqual([2, 1])
  })
})

describe('keys of an input method', () => {
  test.each([
    ['a composition', { isComposing: true, keyCode: 13 }, true],
    ['the end of one in Safari', { isComposing: false, keyCode: 229 }, true],
    ['no composition', { isComposing: false, keyCode: 13 }, false],
  ])('%s', (_what, key, is) => {
    expect(isComposing(key)).toBe(is)
    expect(isComposing({ nativeEvent: key })).toBe(is)
  })

  test('reach nobody below the window', () => {
    const listeners: EventListener[] = []
    vi.stubGlobal('window', {
      addEventListener: (_type: string, listener: EventListener) => listeners.push(listener),
      removeEventListener: () => {},
    })
    guardComposition()
    const stopPropagation = vi.fn()
    for (const isComposing of [true, false]) {
      listeners[0]?.({ isComposing, keyCode: 13, stopPropagation } as unknown as Event)
    }
    vi.unstubAllGlobals()
    expect(stopPropagation).toHaveBeenCalledTimes(1)
  })
})
