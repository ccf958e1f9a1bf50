import { type CrudFilters, type CrudSort, useDataProvider, useOnError } from '@refinedev/core'
import { useMemo, useRef } from 'react'
import type { ListResult } from '@/supabase/lists'

interface ListQuery {
  filters?: CrudFilters
  sorters: CrudSort[]
  size: number
  select?: string
  cursor?: string
  count?: 'exact' | 'none'
  /** Columns of a view that are never null, which the database does not know. */
  notNull?: string[]
  signal?: AbortSignal
}

/** A queue's questions to the database, beside the kit's hooks: a session that has ended asks for the password. */
export function useCalls() {
  const provider = useDataProvider()()
  const { mutate } = useOnError()
  const report = useRef(mutate)
  report.current = mutate
  return useMemo(() => {
    async function reportingErrors<T>(promise: Promise<T>): Promise<T> {
      try {
        return await promise
      } catch (error) {
        report.current(error)
        throw error
      }
    }
    return {
      /** Calls a function of the database; by `get` where it only reads. */
      rpc<T>(
        name: string,
        args: object = {},
        method: 'get' | 'post' = 'post',
        signal?: AbortSignal,
      ): Promise<T> {
        const values = method === 'get' ? { query: args } : { payload: args }
        const request = provider.custom?.({ url: `rpc/${name}`, method, ...values, meta: { signal } })
        return reportingErrors(Promise.resolve(request).then((answer) => answer?.data as T))
      },
      async list<Row>(resource: string, { filters, sorters, size, ...meta }: ListQuery) {
        const answer = await reportingErrors(
          provider.getList({
            resource,
            pagination: { pageSize: size },
            filters,
            sorters,
            meta: { count: 'none', tieBreak: 'id', ...meta },
          }),
        )
        return answer as unknown as Omit<ListResult, 'data'> & { data: Row[] }
      },
    }
  }, [provider])
}

/** What the queue asks the database by. */
export type Calls = ReturnType<typeof useCalls>
