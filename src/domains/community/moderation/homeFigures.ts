import type { RowOfResult } from '@/supabase/rpc'
import { type Age, ages } from './queueView'

/** A row of `moderation_backlog`. */
export type Backlog = Pick<RowOfResult<'moderation_backlog'>, 'age_bucket' | 'severity' | 'items'>

/** A row of `moderation_pace`: one day. */
export type Pace = RowOfResult<'moderation_pace'>

/** A row of `moderation_team`: one moderator. */
export type Colleague = RowOfResult<'moderation_team'>

/** A row of `moderation_reason_counts`: one reason in one period. */
export type ReasonCount = RowOfResult<'moderation_reason_counts'>

/** URL of the decisions behind the counts by reason, for one period and one reason or all. */
export function decisionsWith(when: string, reason?: string): string {
  const why = reason ? `&reason_code=any:${reason}` : ''
  return `/moderation-decisions?decision=any:hide,remove,escalate${why}&created_at=${when}`
}

/** Waiting items as a grid: severities, most severe first, with the count for each age. */
export function gridOf(rows: readonly Backlog[]): { severity: number; cells: number[]; sum: number }[] {
  const buckets = Object.keys(ages) as Age[]
  return [5, 4, 3, 2, 1, 0].flatMap((severity) => {
    const cells = buckets.map((age) =>
      rows
        .filter((row) => row.severity === severity && row.age_bucket === age)
        .reduce((sum, { items }) => sum + items, 0),
    )
    const sum = cells.reduce((total, cell) => total + cell, 0)
    return sum > 0 ? [{ severity, cells, sum }] : []
  })
}

/** A duration in one unit: “45 s”, “12 min”, “5 h”, “3 d”. */
export function lengthText(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`
  if (seconds < 90 * 60) return `${Math.round(seconds / 60)} min`
  return seconds < 36 * 3600 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86_400)} d`
}

/** The most frequent reasons, at most `limit`, most frequent first; all others are combined. */
export function topReasons(
  rows: readonly Omit<ReasonCount, 'starts_at' | 'ends_at'>[],
  limit: number,
): { code: string | undefined; label: string; countIn: (start: string) => number }[] {
  const sums = new Map<string, { label: string; sum: number }>()
  for (const { reason_code, reason_label, decisions } of rows) {
    sums.set(reason_code, { label: reason_label, sum: (sums.get(reason_code)?.sum ?? 0) + decisions })
  }
  const ranked = [...sums].sort(([, a], [, b]) => b.sum - a.sum)
  const shown = ranked.length > limit ? ranked.slice(0, limit - 1) : ranked
  const rest = new Set(ranked.slice(shown.length).map(([code]) => code))
  const countIn = (codes: ReadonlySet<string>) => (start: string) =>
    rows
      .filter((row) => row.period_start === start && codes.has(row.reason_code))
      .reduce((sum, { decisions }) => sum + decisions, 0)
  return [
    ...shown.map(([code, { label }]) => ({ code, label, countIn: countIn(new Set([code])) })),
    ...(rest.size > 0
      ? [{ code: undefined, label: `${rest.size} other reasons`, countIn: countIn(rest) }]
      : []),
  ]
}
