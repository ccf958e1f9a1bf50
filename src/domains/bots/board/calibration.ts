import type { RowOfResult } from '@/supabase/rpc'

type Reviewed = Pick<RowOfResult<'bot_calibration'>, 'bucket' | 'reviewed' | 'agreed' | 'mean_confidence'>

/** All bots together, by tenths of stated confidence: what was reviewed, agreed with and stated on average. */
export function calibration(rows: readonly Reviewed[]) {
  const buckets = [...new Set(rows.map(({ bucket }) => bucket))].sort((a, b) => b - a)
  return buckets.map((bucket) => {
    const own = rows.filter((row) => row.bucket === bucket)
    const reviewed = own.reduce((sum, row) => sum + row.reviewed, 0)
    return {
      bucket,
      reviewed,
      agreed: own.reduce((sum, row) => sum + row.agreed, 0),
      stated: own.reduce((sum, row) => sum + Number(row.mean_confidence) * row.reviewed, 0) / reviewed,
    }
  })
}

/** The reviewed actions whose stated confidence, kept to a tenth of a per cent, lies in a tenth; the highest has those of 100 % as well. */
export function reviewedActions(bucket: number, moments: string): string {
  return `/bot-actions-log?review=any:confirmed,overturned&confidence=${bucket === 9 ? 'from:90' : `between:${bucket * 10},${bucket * 10 + 9.9}`}&created_at=${moments}`
}
