import type { MayBeEmpty, RowOfResult } from '@/supabase/rpc'

/**
 * The use of a feature in one plan. `together` marks a row that
 * combines small groups, which no list of members can show.
 */
type Counted = MayBeEmpty<
  Pick<
    RowOfResult<'usage_by_plan'>,
    'feature' | 'plan' | 'plan_id' | 'used' | 'used_before' | 'members' | 'together'
  >,
  'plan_id'
>

/** A change is not meaningful for fewer members than this. */
const fewest = 5

/** Rows that grew, fastest first, by their increase against the previous month; new use comes first. */
export function fastest<Row extends Counted>(rows: readonly Row[]): (Row & { growth: number | null })[] {
  return rows
    .filter(({ used, used_before, members }) => used > used_before && members >= fewest)
    .map((row) => ({ ...row, growth: row.used_before > 0 ? row.used / row.used_before - 1 : null }))
    .sort(
      (a, b) =>
        (b.growth ?? Number.POSITIVE_INFINITY) - (a.growth ?? Number.POSITIVE_INFINITY) || b.used - a.used,
    )
}

/** The same rows, summed over all plans. */
export function byFeatureAlone(rows: readonly Counted[]): Counted[] {
  const features = [...new Set(rows.map(({ feature }) => feature))]
  return features.map((feature) => {
    const own = rows.filter((row) => row.feature === feature)
    const sum = (name: 'used' | 'used_before' | 'members') => own.reduce((all, row) => all + row[name], 0)
    return {
      ...{ feature, plan: '', plan_id: null, together: false },
      ...{ used: sum('used'), used_before: sum('used_before'), members: sum('members') },
    }
  })
}
