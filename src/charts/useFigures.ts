import { useCustom } from '@refinedev/core'
import { keepPreviousData } from '@tanstack/react-query'
import type { ConsoleError } from '@/supabase/errors'
import {
  type ArgsOf,
  type DocumentFunction,
  type FunctionName,
  type RowOfResult,
  requestOf,
} from '@/supabase/rpc'

type Optional<A> = { [K in keyof A]: A[K] | undefined }

/** How often the numbers of a page that stays open are read anew, by which it also comes to the next day. Milliseconds. */
const anewAfter = 10 * 60_000

/**
 * Reads the numbers of a chart: a function of the database that only reads. Those of before stay while others are
 * read. Without `args` nothing is asked; an argument that is undefined is left to the function's default.
 */
export function useFigures<Name extends Exclude<FunctionName, DocumentFunction>>(
  name: Name,
  args: Optional<ArgsOf<Name>> | undefined,
) {
  const { query, result } = useCustom<{ [index: number]: RowOfResult<Name> }, ConsoleError>({
    // By get, as it only reads: safe to repeat, and stopped when nobody waits for it any more.
    ...requestOf(name, args ?? {}, 'get'),
    queryOptions: {
      enabled: args !== undefined,
      placeholderData: keepPreviousData,
      staleTime: 60_000,
      refetchInterval: anewAfter,
    },
    errorNotification: false,
  })
  return { query, rows: query.data ? (result.data as unknown as RowOfResult<Name>[]) : undefined }
}
