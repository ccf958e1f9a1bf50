import { type DataProvider, useDataProvider } from '@refinedev/core'
import { useQueries, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { serverNow } from '@/supabase/clock'
import type { Waiting } from './define'
import { useEntries } from './entries'

/** How often it is looked whether the page has what it asked for, and how long that is waited for. Milliseconds. */
const pause = 500
const longestWait = 10_000

/** Counts the rows that wait, anew every minute; the menu and the home page ask alike, so one answer serves both. */
export function countQuery(provider: DataProvider, key: string, resource: string, where: Waiting['where']) {
  return {
    queryKey: ['waiting', key],
    queryFn: async ({ signal }: { signal: AbortSignal }) =>
      (
        await provider.getList({
          resource,
          pagination: { pageSize: 1 },
          filters: where(serverNow()),
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
  const queries: { key: string; resource: string; waiting: Waiting }[] = []
  for (const page of pages) {
    if (page.waiting && mayOpen(page)) {
      queries.push({ key: page.path, resource: page.waiting.resource, waiting: page.waiting })
    }
  }
  for (const entry of entries) {
    if (entry.waiting && mayOpen(entry)) {
      queries.push({ key: entry.table, resource: entry.table, waiting: entry.waiting })
    }
  }
  return useQueries({
    queries: queries.map(({ key, resource, waiting }) => ({
      ...countQuery(provider, key, resource, waiting.where),
      enabled: isStarted,
    })),
    combine: (results) => new Map(queries.map(({ key }, index) => [key, results[index]?.data])),
  })
}
