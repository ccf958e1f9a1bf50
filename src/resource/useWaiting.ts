import { useDataProvider } from '@refinedev/core'
import { useQueries } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { serverNow } from '@/supabase/clock'
import type { Waiting } from './define'
import { useEntries } from './entries'

/**
 * How many rows wait for somebody, by the table of a resource or the path of a page; undefined while it is not known.
 * Asked again every minute.
 * @param delayMs milliseconds that the page's own requests get before these.
 */
export function useWaiting(delayMs = 0): ReadonlyMap<string, number | undefined> {
  const [isStarted, setStarted] = useState(delayMs === 0)
  useEffect(() => {
    if (isStarted) return
    const timer = setTimeout(() => setStarted(true), delayMs)
    return () => clearTimeout(timer)
  }, [isStarted, delayMs])
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
      queryKey: ['waiting', key],
      queryFn: async ({ signal }: { signal: AbortSignal }) =>
        (
          await provider.getList({
            resource,
            pagination: { pageSize: 1 },
            filters: waiting.where(serverNow()),
            meta: { select: 'id', count: 'exact', signal },
          })
        ).total,
      enabled: isStarted,
      refetchInterval: 60_000,
    })),
    combine: (results) => new Map(queries.map(({ key }, index) => [key, results[index]?.data])),
  })
}
