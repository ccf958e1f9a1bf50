import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { whenReachable } from '@/shell/whenReachable'

const stored = new Map<string, string>()

beforeEach(() => {
  vi.useFakeTimers()
  stored.clear()
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
  })
  vi.stubGlobal('window', { addEventListener: () => {}, removeEventListener: () => {} })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('waits for the server, however long it is away', async () => {
  const ask = vi.fn(async () => false)
  const back = whenReachable(new AbortController().signal, ask)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(ask.mock.calls.length).toBeGreaterThan(5)
  ask.mockResolvedValue(true)
  await vi.advanceTimersByTimeAsync(15_000)
  expect(await back).toBe(true)
})

test('is called off, and does not reload for ever what stays away', async () => {
  const abort = new AbortController()
  const back = whenReachable(abort.signal, async () => {
    throw new TypeError('Failed to fetch')
  })
  await vi.advanceTimersByTimeAsync(0)
  abort.abort()
  expect(await back).toBe(false)
  const answers = []
  for (let n = 0; n < 2; n++)
    answers.push(await whenReachable(new AbortController().signal, async () => true))
  expect(answers).toEqual([true, true])
  // A file that becomes available late is still loaded: there is another reload after a minute.
  let third: boolean | undefined
  void whenReachable(new AbortController().signal, async () => true).then((answer) => {
    third = answer
  })
  await vi.advanceTimersByTimeAsync(50_000)
  expect(third).toBeUndefined()
  await vi.advanceTimersByTimeAsync(30_000)
  expect(third).toBe(true)
})
