import { useDataProvider } from '@refinedev/core'
import { useQueries } from '@tanstack/react-query'
import type { ResourceEntry } from './define'
import { useEntries } from './entries'

/** How many rows of each resource wait for somebody, by table; undefined while it is not known. Asked again every minute. */
export function useWaiting(): ReadonlyMap<string, number | undefined> {
  const { entries, mayOpen } = useEntries()
  const provider = useDataProvider()()
  const asked = entries.filter(
    (entry): entry is ResourceEntry & Required<Pick<ResourceEntry, 'waiting'>> =>
      entry.waiting !== undefined && mayOpen(entry),
  )
  return useQueries({
    queries: asked.map((entry) => ({
      queryKey: ['waiting', entry.table],
      queryFn: async ({ signal }: { signal: AbortSignal }) =>
        (
          await provider.getList({
            resource: entry.table,
            pagination: { pageSize: 1 },
            filters: entry.waiting.where(new Date()),
            meta: { select: 'id', count: 'exact', signal },
          })
        ).total,
      refetchInterval: 60_000,
    })),
    combine: (results) => new Map(asked.map((entry, index) => [entry.table, results[index]?.data])),
  })
}
