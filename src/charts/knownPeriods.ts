import { parseTimestamp } from '@/supabase/time'
import { useFigures } from './useFigures'

/** The kinds of record that charts count, named as in the database function `figures_begin`. */
type Kind = 'session' | 'post' | 'comment' | 'reaction' | 'match' | 'bot_action' | 'decision'

interface Ending {
  ends_at: string
}

/**
 * Whether a period can have data: before the first record of a kind a value is unknown, which is not zero.
 */
export type IsKnown = (period: Ending) => boolean

/**
 * Reads when the first record of any of these kinds was made. While that loads, every period counts as known.
 */
export function useBeginning(...kinds: readonly Kind[]): IsKnown {
  const { rows } = useFigures('figures_begin', {})
  const moments = (rows ?? []).flatMap(({ kind, begins_at }) =>
    begins_at && (kinds as readonly string[]).includes(kind) ? [parseTimestamp(begins_at).getTime()] : [],
  )
  const beginning = moments.length > 0 ? Math.min(...moments) : Number.NEGATIVE_INFINITY
  return ({ ends_at }) => parseTimestamp(ends_at).getTime() > beginning
}

/** A figure of a period; null when the period is unknown. */
export function knownOf<Row extends Ending>(
  isKnown: IsKnown,
  row: Row | undefined,
  of: (row: Row) => number | null,
): number | null {
  return row && isKnown(row) ? of(row) : null
}

/**
 * Returns a function that sums over the rows of a period; null when
 * the period is unknown. The rows are grouped once, not for each sum.
 */
export function sumsByPeriod<Row extends Ending & { period_start: string }>(
  isKnown: IsKnown,
  rows: readonly Row[],
): (start: string, of: (row: Row) => number) => number | null {
  const byStart = new Map<string, Row[]>()
  for (const row of rows) {
    const own = byStart.get(row.period_start)
    if (own) own.push(row)
    else byStart.set(row.period_start, [row])
  }
  return (start, of) => {
    const own = byStart.get(start) ?? []
    return knownOf(isKnown, own[0], () => own.reduce((sum, row) => sum + of(row), 0))
  }
}

/**
 * The previous periods, only if all of them are known: compared
 * with a part of them, the figures would seem to rise steeply.
 */
export function wholeBefore<Row extends Ending>(
  isKnown: IsKnown,
  rows: readonly Row[] | undefined,
): readonly Row[] | undefined {
  return rows?.every(isKnown) ? rows : undefined
}
