import type { MayBeEmpty, RowOfResult } from '@/supabase/rpc'

/** One row of the funnel, as the database counts it. */
export type Stages = MayBeEmpty<RowOfResult<'outreach_funnel'>, 'key' | 'reply_seconds'>

/** Of a sender or a sequence the last 200 mails. */
export type Health = MayBeEmpty<RowOfResult<'outreach_health'>, 'pause_reason' | 'since'>

/** The runs of one source on one day. */
export type RunDay = MayBeEmpty<RowOfResult<'scrape_run_days'>, 'cost_minor' | 'currency'>

/** Failures that are the same but for figures, ids, addresses and quoted names. */
export type Failure = MayBeEmpty<RowOfResult<'scrape_failures'>, 'kind' | 'message' | 'retryable'>
