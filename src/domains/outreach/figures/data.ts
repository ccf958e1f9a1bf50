import type { MayBeEmpty, RowOfResult } from '@/supabase/rpc'

/** One row of the funnel from `outreach_funnel`. */
export type Stages = MayBeEmpty<RowOfResult<'outreach_funnel'>, 'key' | 'reply_seconds'>

/** Deliverability of a sender or a sequence over its last 200 emails. */
export type Health = MayBeEmpty<RowOfResult<'outreach_health'>, 'pause_reason' | 'since'>

/** The runs of one source on one day. */
export type RunDay = MayBeEmpty<RowOfResult<'scrape_run_days'>, 'cost_minor' | 'currency'>

/** Failures with the same message, apart from numbers, ids, addresses and quoted names. */
export type Failure = MayBeEmpty<RowOfResult<'scrape_failures'>, 'kind' | 'message' | 'retryable'>
