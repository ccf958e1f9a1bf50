import { type DataProvider, useDataProvider } from '@refinedev/core'
import { useQueries, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useEntries } from '../entries'
import { type Count, waitingIn } from './waiting'

/** How often it is looked whether the page has what it asked for, and how long that is waited for. Milliseconds. */
const pause = 500
const longestWait = 10_000

/** Counts the rows that wait, anew every minute; the menu and the home page ask alike, so one answer serves both. */
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
 * How many rows wait for somebody, by the table of a resource or the path of a page; undefined while it is not known.
 * Asked for once the page's own requests are answered, and again every minute.
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
