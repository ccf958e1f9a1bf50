import { momentsFilter } from './params'
import { type Grain, type Range, viewerZone } from './period'
import { useFigures } from './useFigures'

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

// The moments at which the periods of a range begin and end in another zone: the database knows them.
function useMoments({ from, to, zone }: Range, grain: Grain) {
  const { rows } = useFigures(
    'engagement_activity',
    zone === viewerZone ? undefined : { from_date: from, to_date: to, time_zone: zone, grain },
  )
  return rows
}

/** The filter of a list by a moment column for exactly the days of a range. Undefined while their moments are read. */
export function useRangeFilter(range: Range): string | undefined {
  const rows = useMoments(range, 'day')
  if (range.zone === viewerZone) return `between:${range.from},${range.to}`
  const [first, last] = [rows?.[0], rows?.at(-1)]
  return first && last ? momentsFilter(first.starts_at, last.ends_at) : undefined
}

/** The same for each period of a chart whose own numbers do not bring their moments. */
export function usePeriodFilter(
  range: Range,
  grain: Grain,
): (period: { start: string; end: string }) => string | undefined {
  const rows = useMoments(range, grain)
  return ({ start, end }) => {
    if (range.zone === viewerZone) return `between:${start},${end}`
    const row = rows?.find(({ period_start }) => period_start === start)
    return row && momentsFilter(row.starts_at, row.ends_at)
  }
}
