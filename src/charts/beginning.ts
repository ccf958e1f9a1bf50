import { useList } from '@refinedev/core'
import { parseTimestamp } from '@/supabase/time'

/** Whether anything could be known of a period: before the first record of a kind there is nothing, which is not zero. */
export type IsKnown = (period: { ends_at: string }) => boolean

/** Asks since when there are records of a kind that all staff may read. While that is read, all counts as known. */
export function useBeginning(resource: 'engagement_sessions' | 'bot_actions_log', moment: string): IsKnown {
  const { result } = useList<{ id: string } & Record<string, string>>({
    resource,
    pagination: { pageSize: 1 },
    sorters: [{ field: moment, order: 'asc' }],
    meta: { select: `id,${moment}`, count: 'none' },
    queryOptions: { staleTime: Number.POSITIVE_INFINITY },
    errorNotification: false,
  })
  const first = result?.data?.[0]?.[moment]
  const beginning = first === undefined ? Number.NEGATIVE_INFINITY : parseTimestamp(first).getTime()
  return ({ ends_at }) => parseTimestamp(ends_at).getTime() > beginning
}
