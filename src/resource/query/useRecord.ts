import { type BaseRecord, useOne } from '@refinedev/core'
import { columns } from '@/supabase/columns'
import type { AnyRow, Resource } from '../define'

/** One record with all its columns and embedded rows. Never returns another record's data while this one loads. */
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
 * PostgREST's select for one record: all columns, the computed columns that the page shows, and the embedded rows. No
 * inner joins: they would hide the record from people who may not see the other row.
 */
export function recordSelect({ table, detail, embed }: Resource): string {
  const shown = new Set(detail?.sections.flatMap(({ fields }) => fields))
  const computed = Object.entries(columns[table] ?? {})
    .filter(([name, fact]) => fact.computed && shown.has(name))
    .map(([name]) => name)
  return ['*', ...computed, embed.replaceAll('!inner', '')].filter(Boolean).join(',')
}
