import { useDaysBefore } from '@/charts/comparison'
import { useChartParams } from '@/charts/params'
import { type Grain, grainFor } from '@/charts/period'
import { useRange } from '@/charts/Range'

/**
 * The range, time zone and grain that all engagement charts share, with the arguments for their functions.
 */
export function useSpan() {
  const { get } = useChartParams()
  const range = useRange('30d')
  const asked = get('grain')
  const grain: Grain = asked === 'day' || asked === 'week' || asked === 'month' ? asked : grainFor(range)
  const days = { from_date: range.from, to_date: range.to, time_zone: range.zone }
  // The same number of periods before, when comparison is on.
  const earlier = useDaysBefore(range, grain)
  const daysEarlier = earlier && { ...days, from_date: earlier.from, to_date: earlier.to }
  return {
    range,
    grain,
    days,
    args: { ...days, grain },
    before: { days: daysEarlier, args: daysEarlier && { ...daysEarlier, grain } },
  }
}
