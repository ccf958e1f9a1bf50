import { useList } from '@refinedev/core'
import type { TableRow } from '@/supabase/rows'
import type { Series } from './Legend'
import { numberText } from './numbers'
import type { Grain } from './period'

/** A figure that an alert line can be set on, over the last 24 hours, 7 days or 30 days. */
export interface AlertFigure {
  figure: string
  period: Grain
  /** What a figure is about when it exists once for each subject: the feature, for usage. */
  subject?: string
}

/** The figure and grain as an alert needs them; undefined when alerts do not know the figure. */
export function alertFigure(figure: string | undefined, grain: Grain): AlertFigure | undefined {
  return figure === undefined ? undefined : { figure, period: grain }
}

type Line = TableRow<'chart_lines'>

/**
 * The alert lines that staff set on a figure, as dashed lines. A line belongs
 * to one grain: a 24-hour line is shown on a chart by day, a 7-day line on a
 * chart by week. `figures` lists all figures of a chart that shows several.
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
