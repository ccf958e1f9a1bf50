import { expect, it, vi } from 'vitest'
import { createLoader } from '@/resource/loadResource'

it('what could not be loaded is told to all who wait for it, and may be tried again later', async () => {
  vi.useFakeTimers()
  const start = vi.fn(() => Promise.reject(new Error('Failed to fetch dynamically imported module')))
  const { load } = createLoader()
  await expect(load('leads', start)).rejects.toThrow()
  // The page renders again a moment after the failure.
  await vi.advanceTimersByTimeAsync(10)
  await expect(load('leads', start)).rejects.toThrow()
  expect(start).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(2_000)
  await expect(load('leads', start)).rejects.toThrow()
  expect(start).toHaveBeenCalledTimes(2)
  vi.useRealTimers()
})
