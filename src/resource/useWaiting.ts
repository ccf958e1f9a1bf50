import { useDataProvider } from '@refinedev/core'
import { useQueries } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Waiting } from './define'
import { useEntries } from './entries'

/**
 * How many rows wait for somebody, by the table of a resource or the path of a page; undefined while it is not known.
 * Asked again every minute.
 * @param after milliseconds to leave to the page's own questions before these are asked.
 */
export function useWaiting(after = 0): ReadonlyMap<string, number | undefined> {
  const [isDue, setDue] = useState(after === 0)
  useEffect(() => {
    if (isDue) return
    const timer = setTimeout(() => setDue(true), after)
    return () => clearTimeout(timer)
  }, [isDue, after])
  const { entries, pages, mayOpen } = useEntries()
  const provider = useDataProvider()()
  const asked: { key: string; resource: string; waiting: Waiting }[] = []
  for (const page of pages) {
    if (page.waiting && mayOpen(page)) {
      asked.push({ key: page.path, resource: page.waiting.resource, waiting: page.waiting })
    }
  }
  for (const entry of entries) {
    if (entry.waiting && mayOpen(entry)) {
      asked.push({ key: entry.table, resource: entry.table, waiting: entry.waiting })
    }
  }
  return useQueries({
    queries: asked.map(({ key, resource, waiting }) => ({
      queryKey: ['waiting', key],
      queryFn: async ({ signal }: { signal: AbortSignal }) =>
        (
          await provider.getList({
            resource,
            pagination: { pageSize: 1 },
            filters: waiting.where(new Date()),
            meta: { select: 'id', count: 'exact', signal },
          })
        ).total,
      enabled: isDue,
      refetchInterval: 60_000,
    })),
    combine: (results) => new Map(asked.map(({ key }, index) => [key, results[index]?.data])),
  })
}
