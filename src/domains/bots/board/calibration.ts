import type { RowOfResult } from '@/supabase/rpc'

type Reviewed = Pick<RowOfResult<'bot_calibration'>, 'bucket' | 'reviewed' | 'agreed' | 'mean_confidence'>

/**
 * All bots combined, in buckets of 10 % stated confidence: reviewed actions, agreements and mean confidence.
 */
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

/**
 * URL of the reviewed actions in a confidence bucket. Confidence is
 * stored to a tenth of a percent; the highest bucket includes 100 %.
 */
export function reviewedActions(bucket: number, moments: string): string {
  return `/bot-actions-log?review=any:confirmed,overturned&confidence=${bucket === 9 ? 'from:90' : `between:${bucket * 10},${bucket * 10 + 9.9}`}&created_at=${moments}`
}
