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

/** How often an open page reads its numbers again, in milliseconds; this is also how a new day appears. */
const anewAfter = 10 * 60_000

/**
 * Reads the numbers of a chart from a read-only database function. The previous numbers stay while new ones
 * load. Without `args` no request is sent; an undefined argument takes the function's default.
 */
export function useFigures<Name extends Exclude<FunctionName, DocumentFunction>>(
  name: Name,
  args: Optional<ArgsOf<Name>> | undefined,
) {
  const { query, result } = useCustom<{ [index: number]: RowOfResult<Name> }, ConsoleError>({
    // Uses GET, because the function only reads: it is safe
    // to repeat and is cancelled when nothing waits for it.
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
