import { useDataProvider } from '@refinedev/core'
import { useQuery } from '@tanstack/react-query'
import type { AnyRow, Resource } from '../define'
import { isEmpty } from '../field'

/** The names of related records, by column and key; records that the person may not see have none. */
export type RelatedNames = Readonly<Record<string, Readonly<Record<string, string>>>>

/** Looks up the names for foreign keys in audit log entries, with one request per column. */
export function useNames(resource: Resource | undefined, values: readonly AnyRow[]): RelatedNames {
  const provider = useDataProvider()()
  const wanted = Object.entries(resource?.fields ?? {}).flatMap(([column, { relation }]) => {
    const ids = [...new Set(values.map((row) => row[column]).filter((id) => !isEmpty(id)))].map(String)
    return relation && ids.length > 0 ? [{ column, relation, ids: ids.sort() }] : []
  })
  const { data } = useQuery({
    queryKey: ['names', resource?.table, wanted.map(({ column, ids }) => [column, ids])],
    queryFn: async ({ signal }) => {
      const found = await Promise.allSettled(
        wanted.map(async ({ column, relation, ids }) => {
          const key = relation.key
          const select = [key, relation.title, ...(relation.also ?? [])].join(',')
          const { data } = await provider.getMany!({
            resource: relation.table,
            ids,
            meta: { select, signal },
          })
          const names = data.map((row) => [
            String(row[key]),
            relation.name?.(row) ?? String(row[relation.title] ?? ''),
          ])
          return [column, Object.fromEntries(names.filter(([, name]) => name))] as const
        }),
      )
      return Object.fromEntries(
        found.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])),
      )
    },
    enabled: wanted.length > 0,
    staleTime: 60_000,
    retry: false,
  })
  return data ?? {}
}
