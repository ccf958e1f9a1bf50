import { useDataProvider } from '@refinedev/core'
import { useQueries } from '@tanstack/react-query'
import type { Need } from '../define'
import { useEntries } from '../entries'
import { countQuery } from './useWaiting'
import { type Count, waitingIn } from './waiting'

/** A need with its number of rows; undefined until it is known. */
export type CountedNeed = Count & { count: number | undefined }

/**
 * Everything that waits for the person: the `waiting` counts of their resources and pages, and the needs that domains
 * declare, sorted by urgency and then by number. Refetched every minute.
 */
export function useNeeds(declared: readonly Need[]): readonly CountedNeed[] {
  const { entries, pages, mayOpen } = useEntries()
  const provider = useDataProvider()()
  const needs = waitingIn(entries, pages, declared).filter(mayOpen)
  return useQueries({
    queries: needs.map((need) => countQuery(provider, need)),
    combine: (results) =>
      needs
        .map((need, index) => ({ ...need, count: results[index]?.data }))
        .sort((a, b) => (a.urgency ?? 2) - (b.urgency ?? 2) || (b.count ?? 0) - (a.count ?? 0)),
  })
}
