import type { MayBeEmpty, RowOfResult } from '@/supabase/rpc'

/** The use of a feature by a plan; `together` where it is small groups together, which no list shows. */
type Counted = MayBeEmpty<
  Pick<
    RowOfResult<'usage_by_plan'>,
    'feature' | 'plan' | 'plan_id' | 'used' | 'used_before' | 'members' | 'together'
  >,
  'plan_id'
>

/** Of fewer members than this a change says nothing. */
const fewest = 5

/** What grew, the fastest first: by the share that was added to the month before; what is new comes first of all. */
export function fastest<Row extends Counted>(rows: readonly Row[]): (Row & { growth: number | null })[] {
  return rows
    .filter(({ used, used_before, members }) => used > used_before && members >= fewest)
    .map((row) => ({ ...row, growth: row.used_before > 0 ? row.used / row.used_before - 1 : null }))
    .sort(
      (a, b) =>
        (b.growth ?? Number.POSITIVE_INFINITY) - (a.growth ?? Number.POSITIVE_INFINITY) || b.used - a.used,
    )
}

/** The same, of all plans together. */
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
