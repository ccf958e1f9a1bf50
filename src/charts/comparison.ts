import type { Series } from './Legend'
import { useChartParams } from './params'
import { type Days, daysBefore, type Grain, periodCount } from './period'

/**
 * The same number of periods directly before a range; undefined when
 * comparison is off or the database would refuse so long a range.
 */
export function useDaysBefore(days: Days, grain: Grain = 'day'): Days | undefined {
  const { get } = useChartParams()
  return get('compare') === '1' ? daysBefore(grain, days) : undefined
}

/**
 * The previous periods as a dashed line over the current ones; empty while they load or when comparison is
 * off. `values` are in time order; `shown` is how many periods the chart has.
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
