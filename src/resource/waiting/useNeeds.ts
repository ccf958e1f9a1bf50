import { useDataProvider } from '@refinedev/core'
import { useQueries } from '@tanstack/react-query'
import type { Need } from '../define'
import { useEntries } from '../entries'
import { countQuery } from './useWaiting'
import { type Count, waitingIn } from './waiting'

/** A need with how many rows it counts; undefined while that is not known. */
export type CountedNeed = Count & { count: number | undefined }

/**
 * What needs the person now: what their resources and pages say as `waiting`, and what the domains declare beside it,
 * the most urgent first, and of those the most numerous. Asked again every minute.
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
