import { type CrudFilters, type CrudSort, useDataProvider } from '@refinedev/core'
import { useMemo } from 'react'
import type { ListResult } from '@/supabase/lists'
import { useReportError } from '../query/useReportError'
import { useRpc } from '../query/useRpc'

interface ListQuery {
  filters?: CrudFilters
  sorters: CrudSort[]
  size: number
  select?: string
  cursor?: string
  count?: 'exact' | 'none'
  /** Columns of a view that are never null, which the database does not report. */
  notNull?: string[]
  signal?: AbortSignal
}

/** A queue's requests to the database, besides the kit's hooks: an expired session shows the password dialog. */
export function useQueueRequests() {
  const provider = useDataProvider()()
  const rpc = useRpc()
  const reportError = useReportError()
  return useMemo(
    () => ({
      rpc,
      async list<Row>(resource: string, { filters, sorters, size, ...meta }: ListQuery) {
        try {
          const answer = await provider.getList({
            resource,
            pagination: { pageSize: size },
            filters,
            sorters,
            meta: { count: 'none', tieBreak: 'id', ...meta },
          })
          return answer as unknown as Omit<ListResult, 'data'> & { data: Row[] }
        } catch (error) {
          reportError(error)
          throw error
        }
      },
    }),
    [provider, rpc, reportError],
  )
}

/** The functions by which a queue queries the database. */
export type QueueRequests = ReturnType<typeof useQueueRequests>
