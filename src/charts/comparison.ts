import type { Series } from './Legend'
import { useChartParams } from './params'
import { type Days, daysBefore, type Grain, periodCount } from './period'

/** As many periods directly before a range, where the person compares with them and the database would answer. */
export function useDaysBefore(days: Days, grain: Grain = 'day'): Days | undefined {
  const { get } = useChartParams()
  return get('compare') === '1' ? daysBefore(grain, days) : undefined
}

/**
 * As many periods directly before, as a dashed line over those that are shown; nothing while they are read or where
 * nobody compares. `values` are in their order; `shown` is how many periods the chart has.
 */
export function beforeSeries(
  values: readonly (number | null)[] | undefined,
  shown: number,
  grain: Grain,
  what?: string,
): readonly Series[] {
  if (!values) return []
  return [
    {
      key: 'before',
      label: `${what ? `${what}, the` : 'The'} ${periodCount(shown, grain)} before`,
      values: Array.from({ length: shown }, (_, at) => values[at] ?? null),
      mark: 'line',
      colour: 1,
      dashed: true,
    },
  ]
}
