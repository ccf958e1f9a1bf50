import { useDataProvider } from '@refinedev/core'
import { useQueries } from '@tanstack/react-query'
import { type Need, pathOf } from './define'
import { useEntries } from './entries'
import { countQuery } from './useWaiting'

/** A need with how many rows it counts; undefined while that is not known. */
export type CountedNeed = Need & { count: number | undefined }

/**
 * What needs the person now: what their resources and pages say as `waiting`, and what the domains declare beside it,
 * the most urgent first, and of those the most numerous. Asked again every minute.
 */
export function useNeeds(declared: readonly Need[]): readonly CountedNeed[] {
  const { entries, pages, mayOpen } = useEntries()
  const provider = useDataProvider()()
  const needs: Need[] = [
    ...pages.flatMap(({ waiting, path, roles, icon }) =>
      waiting ? [{ ...waiting, key: path, roles, icon, to: `${path}${waiting.urlQuery}` }] : [],
    ),
    ...entries.flatMap(({ waiting, table, roles, icon }) =>
      waiting
        ? [
            {
              ...waiting,
              key: table,
              roles,
              icon,
              resource: table,
              to: `${pathOf(table)}${waiting.urlQuery}`,
            },
          ]
        : [],
    ),
    ...declared,
  ].filter(mayOpen)
  return useQueries({
    queries: needs.map(({ key, resource, where }) => countQuery(provider, key, resource, where)),
    combine: (results) =>
      needs
        .map((need, index) => ({ ...need, count: results[index]?.data }))
        .sort((a, b) => (a.urgency ?? 2) - (b.urgency ?? 2) || (b.count ?? 0) - (a.count ?? 0)),
  })
}
