import { momentsFilter, useChartParams } from '@/charts/params'
import { daysBefore, type Grain, grainFor, viewerZone } from '@/charts/period'
import { useRange } from '@/charts/Range'

/** The range, zone and grain that all charts of engagement share, with the arguments for their functions. */
export function useSpan() {
  const { get } = useChartParams()
  const range = useRange('30d')
  const asked = get('grain')
  const grain: Grain = asked === 'day' || asked === 'week' || asked === 'month' ? asked : grainFor(range)
  const days = { from_date: range.from, to_date: range.to, time_zone: range.zone }
  // As many periods before, where they are compared with.
  const earlier = get('compare') === '1' ? daysBefore(grain, range) : undefined
  const daysEarlier = earlier && { ...days, from_date: earlier.from, to_date: earlier.to }
  return {
    range,
    grain,
    days,
    args: { ...days, grain },
    before: { days: daysEarlier, args: daysEarlier && { ...daysEarlier, grain } },
  }
}

interface Bounds {
  period_start: string
  period_end?: string
  starts_at: string
  ends_at: string
}

/** The filter of a list for exactly the rows of a period: by its days in the reader's own zone, else by its moments. */
export function rowsOfPeriod(zone: string, { period_start, period_end, starts_at, ends_at }: Bounds): string {
  return zone === viewerZone && period_end
    ? `between:${period_start},${period_end}`
    : momentsFilter(starts_at, ends_at)
}
