import { useList } from '@refinedev/core'
import type { TableRow } from '@/supabase/rows'
import type { Series } from './Legend'
import { numberText } from './numbers'
import type { Grain } from './period'

/** A figure that lines can be set on, over the last 24 hours, 7 days or 30 days. */
export interface AlertFigure {
  figure: string
  period: Grain
  /** Of what it is, where it is of one thing: the feature that is used. */
  subject?: string
}

/** The same as an alert is asked for; nothing where alerts do not know the figure. */
export function alertFigure(figure: string | undefined, grain: Grain): AlertFigure | undefined {
  return figure === undefined ? undefined : { figure, period: grain }
}

type Line = TableRow<'chart_lines'>

/**
 * The lines that staff set on a figure, each as a dashed line over the periods that it is about: those of 24 hours where
 * a chart goes by day, those of 7 days where it goes by week. `figures` are all that a chart draws, where it draws several.
 */
export function useAlertLines(
  alert: AlertFigure | undefined,
  count: number,
  figures: readonly string[] = alert ? [alert.figure] : [],
): readonly Series[] {
  const { result } = useList<Line>({
    resource: 'chart_lines',
    pagination: { pageSize: 1000 },
    sorters: [{ field: 'threshold', order: 'asc' }],
    filters: [
      { field: 'figure', operator: 'in', value: figures },
      { field: 'period', operator: 'eq', value: alert?.period },
      { field: 'active', operator: 'eq', value: true },
      ...(alert?.subject ? [{ field: 'subject', operator: 'eq' as const, value: alert.subject }] : []),
    ],
    meta: { count: 'none' },
    queryOptions: { enabled: alert !== undefined, staleTime: 60_000 },
    errorNotification: false,
  })
  if (!alert) return []
  return (result?.data ?? []).map(({ id, figure, direction, threshold }) => ({
    key: `line-${id}`,
    label: `Alert${figures.length > 1 ? `: ${figure.replaceAll('_', ' ')}` : ''} ${direction} ${numberText(Number(threshold))}`,
    values: Array.from({ length: count }, () => Number(threshold)),
    mark: 'line',
    neutral: true,
    dashed: true,
  }))
}
