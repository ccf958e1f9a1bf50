import { type DataProvider, useDataProvider } from '@refinedev/core'
import { useQueries, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useEntries } from '../entries'
import { type Count, waitingIn } from './waiting'

/** How often to check whether the page's own requests have finished, and how long to wait for them, in milliseconds. */
const pause = 500
const longestWait = 10_000

/**
 * The query that counts waiting rows, refetched every minute; the menu and the home page use the same query key, so one
 * answer serves both.
 */
export function countQuery(provider: DataProvider, { key, resource, filters }: Count) {
  return {
    queryKey: ['waiting', key],
    queryFn: async ({ signal }: { signal: AbortSignal }) =>
      (
        await provider.getList({
          resource,
          pagination: { pageSize: 1 },
          filters: await filters(),
          meta: { select: 'id', count: 'exact', signal },
        })
      ).total,
    refetchInterval: 60_000,
  }
}

/**
 * The number of waiting rows, by the table of a resource or the path of a page; undefined until it is known. Requested
 * once the page's own requests are answered, and again every minute.
 */
export function useWaiting(): ReadonlyMap<string, number | undefined> {
  const [isStarted, setStarted] = useState(false)
  const queryClient = useQueryClient()
  useEffect(() => {
    if (isStarted) return
    const began = Date.now()
    const timer = setInterval(() => {
      const hasAnswer = queryClient
        .getQueryCache()
        .getAll()
        .some(({ state }) => state.dataUpdateCount > 0)
      const isAnswered = hasAnswer && queryClient.isFetching() === 0
      if (isAnswered || Date.now() - began >= longestWait) setStarted(true)
    }, pause)
    return () => clearInterval(timer)
  }, [isStarted, queryClient])
  const { entries, pages, mayOpen } = useEntries()
  const provider = useDataProvider()()
  const counts = waitingIn(entries, pages).filter(mayOpen)
  return useQueries({
    queries: counts.map((one) => ({ ...countQuery(provider, one), enabled: isStarted })),
    combine: (results) => new Map(counts.map(({ key }, index) => [key, results[index]?.data])),
  })
}
