import type { Figure } from '@/charts/Figures'
import { changeText, numberText } from '@/charts/numbers'
import { type Grain, type Period, periodCount } from '@/charts/period'
import type { MembersBehind } from '@/charts/useMembersBehind'
import type { RowOfResult } from '@/supabase/rpc'

/** One period as `engagement_activity` returns it. */
export type Activity = RowOfResult<'engagement_activity'>

/**
 * Converts the minutes of a row to a number: the embedded backend sends some numerics as text (`"1689.0"`).
 */
export function withNumbers(row: Activity): Activity {
  return { ...row, minutes: Number(row.minutes) }
}

/** The members who were active in a period, in this time zone. */
export function activeIn({ title, start, end }: Period, time_zone: string): MembersBehind {
  return { title: `Active: ${title}`, args: { from_date: start, to_date: end, time_zone } }
}

/** The metrics that the chart can show. */
export type Metric = 'members' | 'sessions' | 'minutes' | 'each'

/** A metric of one period; “minutes each” is null if nobody was active. */
export function metricOf(metric: Metric, row: Activity): number | null {
  if (metric === 'members') return row.active_members
  if (metric === 'sessions') return row.sessions
  if (metric === 'minutes') return row.minutes
  return row.active_members > 0 ? row.minutes / row.active_members : null
}

function sum(rows: readonly Activity[], metric: 'members' | 'sessions' | 'minutes'): number {
  return rows.reduce((total, row) => total + (metricOf(metric, row) ?? 0), 0)
}

// The figure for several periods. Members cannot be summed, because one who came on two days would count
// twice, so their average for each period is used.
function overall(metric: Metric, rows: readonly Activity[]): number | undefined {
  if (rows.length === 0) return undefined
  const members = sum(rows, 'members')
  if (metric === 'members') return members / rows.length
  if (metric === 'each') return members > 0 ? sum(rows, 'minutes') / members : undefined
  return sum(rows, metric)
}

const perGrain: Record<Grain, string> = { day: 'a day', week: 'a week', month: 'a month' }

/** The labels of the metrics for periods of this length. */
export function metricLabels(grain: Grain): Record<Metric, string> {
  return {
    members: `Active members ${perGrain[grain]}`,
    sessions: 'Sessions',
    minutes: 'Minutes',
    each: `Minutes per active member ${perGrain[grain]}`,
  }
}

/**
 * The headline figures of the finished periods, compared with the same number of periods directly before: an
 * unfinished period would make every comparison look like a fall. `foot` explains this. If no period is
 * finished, the figures cover the unfinished one and are not compared.
 */
export function headline(
  grain: Grain,
  rows: readonly Activity[],
  before: readonly Activity[] | undefined,
): { figures: Figure<Metric>[]; foot: string } {
  const finished = rows.filter(({ unfinished }) => !unfinished)
  const counted = finished.length > 0 ? finished : rows
  const earlier = before?.slice(-finished.length) ?? []
  // If the first previous period has no session, the records
  // begin later and everything would seem to rise steeply.
  const isWhole = finished.length > 0 && earlier.length === finished.length && (earlier[0]?.sessions ?? 0) > 0
  const compared = isWhole ? earlier : []
  const figures = Object.entries(metricLabels(grain)).map(([key, label]): Figure<Metric> => {
    const metric = key as Metric
    const value = overall(metric, counted)
    return {
      key: metric,
      label,
      value: value === undefined ? undefined : numberText(value),
      change: value === undefined ? undefined : changeText(value, overall(metric, compared)),
    }
  })
  const what =
    finished.length === 0
      ? `This ${grain} so far`
      : finished.length < rows.length
        ? `${finished.length} finished ${grain}${finished.length === 1 ? '' : 's'}`
        : finished.length === 1
          ? `One ${grain}`
          : `All ${periodCount(finished.length, grain)}`
  return {
    figures,
    foot:
      compared.length > 0 ? `${what}, compared with the ${periodCount(compared.length, grain)} before` : what,
  }
}
