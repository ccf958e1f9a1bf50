import { parseTimestamp } from '@/supabase/time'
import { useFigures } from './useFigures'

/** What charts count, by what `figures_begin` calls it. */
type Kind = 'session' | 'post' | 'comment' | 'reaction' | 'match' | 'bot_action' | 'decision'

interface Ending {
  ends_at: string
}

/** Whether anything could be known of a period: before the first record of a kind there is nothing, which is not zero. */
export type IsKnown = (period: Ending) => boolean

/** Asks since when there are records of these kinds: the first of them counts. While that is read, all is known. */
export function useBeginning(...kinds: readonly Kind[]): IsKnown {
  const { rows } = useFigures('figures_begin', {})
  const moments = (rows ?? []).flatMap(({ kind, begins_at }) =>
    begins_at && (kinds as readonly string[]).includes(kind) ? [parseTimestamp(begins_at).getTime()] : [],
  )
  const beginning = moments.length > 0 ? Math.min(...moments) : Number.NEGATIVE_INFINITY
  return ({ ends_at }) => parseTimestamp(ends_at).getTime() > beginning
}

/** A figure of a period where anything is known of it, else null. */
export function knownOf<Row extends Ending>(
  isKnown: IsKnown,
  row: Row | undefined,
  of: (row: Row) => number | null,
): number | null {
  return row && isKnown(row) ? of(row) : null
}

/** Sums over the rows of a period; null where nothing is known of it. The rows are gone through once, not for each sum. */
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

/** The periods before, where all of them are known: of a part every comparison would say that the figures soar. */
export function wholeBefore<Row extends Ending>(
  isKnown: IsKnown,
  rows: readonly Row[] | undefined,
): readonly Row[] | undefined {
  return rows?.every(isKnown) ? rows : undefined
}
