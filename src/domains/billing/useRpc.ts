import { useCustom } from '@refinedev/core'
import { keepPreviousData } from '@tanstack/react-query'
import type { Database } from '@/supabase/database.types'
import type { ConsoleError } from '@/supabase/errors'

type Functions = Database['public']['Functions']

/** The rows of a reading function, by its generated type. */
export type RowsOf<Name extends keyof Functions> = Extract<Functions[Name]['Returns'], readonly unknown[]>

/** Calls a function of the database that only reads, by get: safe to repeat, and stopped when nobody waits for it. */
export function useRpc<Name extends keyof Functions & string>(
  name: Name,
  query: Record<string, string | undefined>,
  enabled = true,
) {
  const { query: reading, result } = useCustom<{ [index: number]: RowsOf<Name>[number] }, ConsoleError>({
    url: `rpc/${name}`,
    method: 'get',
    config: { query: Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)) },
    queryOptions: { placeholderData: keepPreviousData, staleTime: 30_000, enabled },
    errorNotification: false,
  })
  return { reading, rows: (reading.data ? result.data : []) as RowsOf<Name>[number][] }
}
