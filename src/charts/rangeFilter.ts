import { momentsFilter } from './params'
import { type Range, viewerZone } from './period'
import { useFigures } from './useFigures'

/**
 * The filter of a list by a moment column for exactly the days of a range: by its days in the reader's own zone, else by
 * the moments at which they begin and end there, which the database knows. Undefined while those are read.
 */
export function useRangeFilter({ from, to, zone }: Range): string | undefined {
  const { rows } = useFigures(
    'engagement_activity',
    zone === viewerZone ? undefined : { from_date: from, to_date: to, time_zone: zone, grain: 'day' },
  )
  if (zone === viewerZone) return `between:${from},${to}`
  const [first, last] = [rows?.[0], rows?.at(-1)]
  return first && last ? momentsFilter(first.starts_at, last.ends_at) : undefined
}
