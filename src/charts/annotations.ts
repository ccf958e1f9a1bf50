import { useList } from '@refinedev/core'
import type { TableRow } from '@/supabase/rows'
import type { Day, Days, Period } from './period'

/** A note that staff put on the time axis of all charts. */
export type Annotation = TableRow<'chart_annotations'>

/**
 * The annotations that overlap these days, earliest first; empty while they load or when they cannot be read.
 */
export function useAnnotations({ from, to }: Days, enabled = true): readonly Annotation[] {
  const { result } = useList<Annotation>({
    resource: 'chart_annotations',
    pagination: { pageSize: 1000 },
    sorters: [{ field: 'on_day', order: 'asc' }],
    filters: [
      { field: 'on_day', operator: 'lte', value: to },
      {
        operator: 'or',
        value: [
          { field: 'until_day', operator: 'gte', value: from },
          { field: 'on_day', operator: 'gte', value: from },
        ],
      },
    ],
    meta: { count: 'none' },
    queryOptions: { enabled: enabled && from !== '', staleTime: 60_000 },
    errorNotification: false,
  })
  return result?.data ?? []
}

/**
 * The annotations that begin in a period. The first period
 * also includes those that began before it and are not over.
 */
export function annotationsIn(
  annotations: readonly Annotation[],
  period: Pick<Period, 'start' | 'end'>,
  first: Day,
): readonly Annotation[] {
  return annotations.filter(
    ({ on_day }) =>
      (on_day >= period.start && on_day <= period.end) || (period.start === first && on_day < first),
  )
}
