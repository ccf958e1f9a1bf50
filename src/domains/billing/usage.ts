import type { Figure } from '@/charts/Figures'
import type { Series } from '@/charts/Legend'
import { changeText, numberText, shareText } from '@/charts/numbers'
import { type Days, type Period, periodOf, periodStarts } from '@/charts/period'
import type { RowOfResult } from '@/supabase/rpc'

/** The use of one feature in one month, as `usage_over_time` returns it. */
export type Usage = RowOfResult<'usage_over_time'>

/** The use of a feature by month; months without use are null. */
export interface FeatureUsage {
  feature: string
  months: (Usage | null)[]
}

/** Puts the rows on an axis without gaps: every month of the range, for every feature that occurs in it. */
export function byFeature(
  rows: readonly Usage[],
  days: Days,
  today: string,
): { periods: Period[]; features: FeatureUsage[] } {
  const starts = [
    ...new Set([...periodStarts('month', days), ...rows.map(({ period_start }) => period_start)]),
  ].sort()
  const unfinished = new Set(rows.filter((row) => row.unfinished).map(({ period_start }) => period_start))
  const periods = starts.map((start) => {
    const period = periodOf('month', start)
    return { ...period, unfinished: unfinished.has(start) || (period.start <= today && today <= period.end) }
  })
  const features = [...new Set(rows.map(({ feature }) => feature))].sort()
  return {
    periods,
    features: features.map((feature) => {
      const own = new Map(rows.filter((row) => row.feature === feature).map((row) => [row.period_start, row]))
      return { feature, months: starts.map((start) => own.get(start) ?? null) }
    }),
  }
}

/**
 * Index of the month that the figures describe: the last finished
 * month, or the last month if none is finished; -1 without months.
 */
export function describedMonth(periods: readonly Period[]): number {
  const finished = periods.findLastIndex(({ unfinished }) => !unfinished)
  return finished < 0 ? periods.length - 1 : finished
}

/** The three series of a usage plot. The first two are stacked; together they show the allowed amount. */
export const usageMarks = [
  { key: 'limited', label: 'Used, with a limit', mark: 'bar', stack: 'allowed' },
  { key: 'left', label: 'Allowed, not used', mark: 'bar', stack: 'allowed', pale: true },
  { key: 'unlimited', label: 'Used, without a limit', mark: 'line', colour: 1 },
] as const satisfies readonly Omit<Series, 'values'>[]

/** The series of one feature; a series that never occurs is left out. */
export function usageSeries({ months }: FeatureUsage): Series[] {
  const values = {
    limited: months.map((row) => row?.limited_used ?? null),
    left: months.map((row) => (row ? Math.max(0, row.allowed - row.limited_used) : null)),
    unlimited: months.map((row) => (row ? row.used - row.limited_used : null)),
  }
  const hasLimits = months.some((row) => row && row.limited_members > 0)
  const hasOthers = values.unlimited.some((value) => value !== null && value > 0)
  return usageMarks
    .filter(({ key }) => (key === 'unlimited' ? hasOthers || !hasLimits : hasLimits))
    .map((mark) => ({ ...mark, values: values[mark.key] }))
}

/** The figures of a month, compared with the previous month if both are finished. */
export function usageFigures(row: Usage | null | undefined, before: Usage | null | undefined): Figure[] {
  const comparable = before && !before.unfinished && !row?.unfinished ? before : undefined
  return [
    {
      key: 'used',
      label: 'Uses',
      value: numberText(row?.used ?? 0),
      change: changeText(row?.used ?? 0, comparable?.used),
    },
    {
      key: 'share',
      label: 'Share of what is allowed',
      value: row ? shareText(row.limited_used, row.allowed) : undefined,
      detail:
        row && row.allowed > 0 ? `${numberText(row.limited_used)} of ${numberText(row.allowed)}` : undefined,
    },
    {
      key: 'at_limit',
      label: 'Members at their limit',
      value: row && row.limited_members > 0 ? numberText(row.at_limit) : undefined,
      detail: row && row.limited_members > 0 ? `of ${numberText(row.limited_members)} with one` : 'no limits',
    },
    {
      key: 'near_limit',
      label: 'Members near their limit',
      value: row && row.limited_members > 0 ? numberText(row.near_limit) : undefined,
      detail: 'used four fifths of it or more',
    },
    {
      key: 'members',
      label: 'Members with this feature',
      value: numberText(row?.members ?? 0),
      change: changeText(row?.members ?? 0, comparable?.members),
    },
  ]
}
