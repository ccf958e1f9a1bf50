import { momentsFilter } from './params'
import { type Day, type Range, viewerZone } from './period'

interface Moments {
  starts_at: string
  ends_at: string
}

interface Bounds extends Moments {
  period_start: Day
  period_end?: Day
}

/** A list filter for exactly the rows of a period: by days in the viewer's own zone, else by timestamps. */
export function rowsOfPeriod(zone: string, { period_start, period_end, starts_at, ends_at }: Bounds): string {
  return zone === viewerZone && period_end
    ? `between:${period_start},${period_end}`
    : momentsFilter(starts_at, ends_at)
}

/** The same filter for all days of a range. */
export function rowsOfRange(
  { zone, from, to }: Pick<Range, 'zone' | 'from' | 'to'>,
  moments: Moments,
): string {
  return rowsOfPeriod(zone, { period_start: from, period_end: to, ...moments })
}
