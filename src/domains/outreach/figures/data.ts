import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useCall } from '@/resource/bulk/useCall'

/** One row of the funnel, as the database counts it. */
export interface Stages {
  key: string | null
  label: string
  found: number
  qualified: number
  enrolled: number
  sent: number
  delivered: number
  opened: number
  clicked: number
  bounced: number
  complained: number
  replied: number
  converted: number
  departed: number
  reply_seconds: number | null
}

/** Of a sender or a sequence the last 200 mails. */
export interface Health {
  kind: 'sender' | 'sequence'
  id: string
  label: string
  state: string
  pause_reason: string | null
  sent: number
  bounced: number
  complained: number
}

/** The runs of one source on one day. */
export interface RunDay {
  source_id: string
  name: string
  source_state: string
  day: string
  runs: number
  worst: string
  stuck: boolean
  found: number
  new_leads: number
  duplicates: number
  errors: number
  cost_minor: number | null
  currency: string | null
}

/** Failures that are the same but for numbers and addresses. */
export interface Failure {
  fingerprint: string
  kind: string | null
  message: string | null
  runs: number
  sources: number
  first_at: string
  last_at: string
  regressed: boolean
  run_ids: string[]
  retryable: string[] | null
}

/** Reads what a function of the database answers; what was read before stays while it is asked anew. */
export function useFigures<Row>(rpc: string, args: object) {
  const call = useCall()
  return useQuery({
    queryKey: ['outreach', rpc, args],
    queryFn: () => call<Row[]>(rpc, args as never),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
}
