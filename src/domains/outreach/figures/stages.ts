import { numberText, rateText } from '@/charts/numbers'
import { addPeriods, type Days } from '@/charts/period'
import { parseTimestamp } from '@/supabase/time'
import type { Health, Stages } from './data'

/** What the funnel can be counted by. */
export const groupings = {
  source: 'Source',
  sequence: 'Sequence',
  step: 'Step',
  variant: 'Variant',
  sender: 'Sender',
  week: 'Week',
} as const
export type Grouping = keyof typeof groupings

/** One stage: its count, what its share is of, and where its rows are. */
export interface Stage {
  key: keyof Stages
  label: string
  /** What its rate is a share of: always of the same leads or mails, those that were found or sent in these days. */
  share?: {
    of: keyof Stages
    /** How many of them came so far since, where that is not the stage's own count. */
    part?: keyof Stages
    /** The list with exactly that part. */
    rows?: (days: Days) => string
  }
  note?: string
  /** The list with exactly these rows; none where the deleted are counted only. */
  rows: (days: Days) => string
}

const between = (column: string, { from, to }: Days) => `${column}=between:${from},${to}`

/** The stages in their order; each counts what happened in these days by its own time stamp. */
export const stages: readonly Stage[] = [
  { key: 'found', label: 'Found', rows: (days) => `/leads?${between('found_at', days)}` },
  {
    key: 'qualified',
    label: 'Qualified',
    share: {
      of: 'found',
      part: 'found_qualified',
      rows: (days) => `/leads?${between('found_at', days)}&qualified_at=filled`,
    },
    rows: (days) => `/leads?${between('qualified_at', days)}`,
  },
  {
    key: 'enrolled',
    label: 'Enrolled',
    rows: (days) => `/sequence-enrollments?${between('enrolled_at', days)}`,
  },
  { key: 'sent', label: 'Sent', rows: (days) => `/email-sends?${between('sent_at', days)}` },
  {
    key: 'delivered',
    label: 'Delivered',
    share: { of: 'sent' },
    rows: (days) => `/email-sends?${between('sent_at', days)}&state=any:delivered,opened,clicked,complained`,
  },
  {
    key: 'opened',
    label: 'Opened',
    share: { of: 'delivered' },
    note: 'Inflated: mail proxies open for people',
    rows: (days) => `/email-sends?${between('sent_at', days)}&opened_at=filled`,
  },
  {
    key: 'clicked',
    label: 'Clicked',
    share: { of: 'delivered' },
    rows: (days) => `/email-sends?${between('sent_at', days)}&clicked_at=filled`,
  },
  {
    key: 'replied',
    label: 'Replied',
    share: { of: 'sent', part: 'answered' },
    rows: (days) =>
      `/outreach-responses?${between('received_at', days)}&intent=any:interested,question,later,not_interested,unsubscribe,other`,
  },
  {
    key: 'converted',
    label: 'Converted',
    share: {
      of: 'found',
      part: 'found_converted',
      rows: (days) => `/leads?${between('found_at', days)}&converted_at=filled`,
    },
    rows: (days) => `/leads?${between('converted_at', days)}`,
  },
]

/** What has no meaning for a group: nobody is found by a step. */
const without: Partial<Record<Grouping, readonly (keyof Stages)[]>> = {
  sequence: ['found', 'qualified'],
  step: ['found', 'qualified', 'enrolled', 'converted'],
  variant: ['found', 'qualified', 'enrolled', 'converted'],
  sender: ['found', 'qualified', 'enrolled', 'converted'],
}

/** The stages that are counted by this. */
export function stagesOf(by: Grouping): readonly Stage[] {
  return stages.filter(({ key }) => !without[by]?.includes(key))
}

/** The parts of a mail by which its list and that of the replies to it are narrowed. */
const ofMails: Partial<Record<Grouping, string>> = {
  source: 'source_id',
  sequence: 'sequence_id',
  step: 'sequence_email_id',
  variant: 'variant_id',
  sender: 'sender_id',
}

/** By which column of a list a group is found; a list without one is not opened by group. */
const groupColumns: Record<string, Partial<Record<Grouping, string>>> = {
  '/leads': { source: 'source_id', sequence: 'last_sequence' },
  '/sequence-enrollments': { source: 'source_id', sequence: 'sequence_id' },
  '/email-sends': ofMails,
  '/outreach-responses': ofMails,
}

/** The list with the rows of one group of a stage; none where no list can be narrowed to it. */
export function groupRows({ rows }: Stage, by: Grouping, key: string | null, days: Days): string | undefined {
  if (by === 'week') {
    if (!key) return undefined
    const week = { from: key, to: addPeriods('day', key, 6) }
    if (week.from < days.from) week.from = days.from
    if (week.to > days.to) week.to = days.to
    return rows(week)
  }
  const all = rows(days)
  const column = groupColumns[all.split('?')[0] ?? '']?.[by]
  // The text of a step itself, beside which its variants stand.
  const own = by === 'variant' ? /^step:(.*)/.exec(key ?? '') : null
  if (own) return `${all}&sequence_email_id=any:${own[1]}&variant_id=empty`
  return column && `${all}&${column}=${key ? `any:${key}` : 'empty'}`
}

/** The list of the mails that the health of a sender or a sequence looks at, or of those of them in a state. */
export function healthRows({ kind, id, since }: Health, state?: 'bounced' | 'complained'): string {
  const of = kind === 'sender' ? 'sender_id' : 'sequence_id'
  const from = since ? `&queued_at=from:${secondText(since)}` : ''
  return `/email-sends?${of}=any:${id}&sent_at=filled${from}${state ? `&state=any:${state}` : ''}`
}

const secondText = (moment: string) => parseTimestamp(moment).toISOString().replace('.000Z', 'Z')

/** A number of seconds as people say it: “5 h”, “2.1 days”. */
export function spanText(seconds: number): string {
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`
  return seconds < 129_600
    ? `${Math.round(seconds / 3600)} h`
    : `${numberText(Math.round(seconds / 8640) / 10)} days`
}

/** The share that a stage is of another, of the same leads or mails, as “12 of 400 sent”; none where there is nothing to share. */
export interface Share {
  percent: string
  part: number
  whole: number
  /** What the whole is called. */
  of: string
  /** Whether the part differs from the stage's own count by what is counted. */
  isCohort: boolean
}

/** How large a part of an earlier stage came to this one; undefined where the two are not of the same leads or mails. */
export function shareOf(
  { key, share }: Stage,
  row: Stages,
  shown: readonly Stage[] = stages,
): Share | undefined {
  const base = share && shown.find((stage) => stage.key === share.of)
  const whole = base ? Number(row[base.key]) : 0
  if (!share || !base || whole === 0) return undefined
  const part = Number(row[share.part ?? key])
  return {
    percent: rateText(part, whole),
    part,
    whole,
    of: base.label.toLowerCase(),
    isCohort: share.part !== undefined,
  }
}
