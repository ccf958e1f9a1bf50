import { useCustom } from '@refinedev/core'
import { keepPreviousData } from '@tanstack/react-query'
import type { Database } from '@/supabase/database.types'
import type { ConsoleError } from '@/supabase/errors'

type Functions = Database['public']['Functions']

/** What a chart's function answers for one row. */
export type RowOfFigures<Name extends keyof Functions> = Functions[Name]['Returns'] extends (infer Row)[]
  ? Row
  : never

/**
 * Reads the numbers of a chart: a function of the database that only reads. Those of before stay while others are
 * read. Without `args` nothing is asked; an argument that is undefined is left to the function's default.
 */
export function useFigures<Name extends keyof Functions & string>(name: Name, args: object | undefined) {
  const { query, result } = useCustom<{ [index: number]: RowOfFigures<Name> }, ConsoleError>({
    url: `rpc/${name}`,
    // By get, as it only reads: safe to repeat, and stopped when nobody waits for it any more.
    method: 'get',
    config: {
      query: Object.fromEntries(Object.entries(args ?? {}).filter(([, value]) => value !== undefined)),
    },
    queryOptions: { enabled: args !== undefined, placeholderData: keepPreviousData, staleTime: 60_000 },
    errorNotification: false,
  })
  return { query, rows: query.data ? (result.data as unknown as RowOfFigures<Name>[]) : undefined }
}
