import { useList } from '@refinedev/core'
import type { Database } from '@/supabase/database.types'
import type { Series } from './Legend'
import { numberText } from './numbers'
import type { Grain } from './period'

/** A figure that lines can be set on, over the last 24 hours or 7 days. */
export interface AlertFigure {
  figure: string
  period: 'day' | 'week'
}

/** The same as an alert is asked for; nothing where alerts do not know the figure or the grain. */
export function alertFigure(figure: string | undefined, grain: Grain): AlertFigure | undefined {
  return figure === undefined || grain === 'month' ? undefined : { figure, period: grain }
}

type Line = Database['public']['Tables']['chart_lines']['Row']

/**
 * The lines that staff set on a figure, each as a dashed line over the periods that it is about: those of 24 hours where
 * a chart goes by day, those of 7 days where it goes by week.
 */
export function useAlertLines(alert: AlertFigure | undefined, count: number): readonly Series[] {
  const { result } = useList<Line>({
    resource: 'chart_lines',
    pagination: { pageSize: 10 },
    sorters: [{ field: 'threshold', order: 'asc' }],
    filters: [
      { field: 'figure', operator: 'eq', value: alert?.figure },
      { field: 'period', operator: 'eq', value: alert?.period },
      { field: 'active', operator: 'eq', value: true },
    ],
    meta: { count: 'none' },
    queryOptions: { enabled: alert !== undefined, staleTime: 60_000 },
    errorNotification: false,
  })
  if (!alert) return []
  return (result?.data ?? []).map(({ id, direction, threshold }) => ({
    key: `line-${id}`,
    label: `Alert ${direction} ${numberText(Number(threshold))}`,
    values: Array.from({ length: count }, () => Number(threshold)),
    mark: 'line',
    colour: 3,
    dashed: true,
  }))
}
