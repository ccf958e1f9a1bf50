import { type BaseRecord, useOne } from '@refinedev/core'
import type { AnyRow, Resource } from '../define'

/** One record with all its columns and what its declaration embeds. Never another record's data while this one loads. */
export function useRecord(resource: Resource, id: string) {
  const { query } = useOne<BaseRecord>({
    resource: resource.table,
    id,
    meta: { select: recordSelect(resource), idColumnName: resource.key },
    errorNotification: false,
    queryOptions: { placeholderData: undefined },
  })
  return {
    row: query.data?.data as AnyRow | undefined,
    isLoading: query.isLoading,
    error: query.error,
    refetch: () => void query.refetch(),
  }
}

/**
 * PostgREST's select for one record: everything, and what its declaration embeds. By an inner join it would not be there
 * for those who may not see the other row.
 */
export function recordSelect(resource: Resource): string {
  return resource.embed ? `*,${resource.embed.replaceAll('!inner', '')}` : '*'
}
