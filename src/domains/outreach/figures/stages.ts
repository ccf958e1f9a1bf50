import { numberText, rateText } from '@/charts/numbers'
import { addPeriods, type Days } from '@/charts/period'
import { parseTimestamp } from '@/supabase/time'
import type { Health, Stages } from './data'

/** What the funnel can be grouped by. */
export const groupings = {
  source: 'Source',
  sequence: 'Sequence',
  step: 'Step',
  variant: 'Variant',
  sender: 'Sender',
  week: 'Week',
} as const
export type Grouping = keyof typeof groupings

/** One stage: its count, the base of its rate, and the list of its rows. */
export interface Stage {
  key: keyof Stages
  label: string
  /**
   * The base of the stage's rate. Numerator and base are the
   * same leads or emails: those found or sent in these days.
   */
  share?: {
    of: keyof Stages
    /**
     * The numerator, if it is not the stage's own count: how many of the base have reached this stage so far.
     */
    part?: keyof Stages
    /** URL of the list with exactly these rows. */
    rows?: (days: Days) => string
  }
  note?: string
  /** URL of the list with exactly the counted rows, except those deleted since. */
  rows: (days: Days) => string
}

const between = (column: string, { from, to }: Days) => `${column}=between:${from},${to}`

/** The stages in order; each counts the events of these days by its own timestamp. */
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

/** Stages without a meaning for a grouping: no lead is found by a step. */
const without: Partial<Record<Grouping, readonly (keyof Stages)[]>> = {
  sequence: ['found', 'qualified'],
  step: ['found', 'qualified', 'enrolled', 'converted'],
  variant: ['found', 'qualified', 'enrolled', 'converted'],
  sender: ['found', 'qualified', 'enrolled', 'converted'],
}

/** The stages that a grouping can count. */
export function stagesOf(by: Grouping): readonly Stage[] {
  return stages.filter(({ key }) => !without[by]?.includes(key))
}

/** Filter columns of the lists of emails and of replies to them. */
const ofMails: Partial<Record<Grouping, string>> = {
  source: 'source_id',
  sequence: 'sequence_id',
  step: 'sequence_email_id',
  variant: 'variant_id',
  sender: 'sender_id',
}

/** The filter column for a group in each list; a list without one has no links for groups. */
const groupColumns: Record<string, Partial<Record<Grouping, string>>> = {
  '/leads': { source: 'source_id', sequence: 'last_sequence' },
  '/sequence-enrollments': { source: 'source_id', sequence: 'sequence_id' },
  '/email-sends': ofMails,
  '/outreach-responses': ofMails,
}

/** URL of the rows of one group in a stage; undefined if the list cannot be filtered by it. */
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
  // The step's own text, which is compared with its variants.
  const own = by === 'variant' ? /^step:(.*)/.exec(key ?? '') : null
  if (own) return `${all}&sequence_email_id=any:${own[1]}&variant_id=empty`
  return column && `${all}&${column}=${key ? `any:${key}` : 'empty'}`
}

/** URL of the emails that a deliverability figure counts, optionally only those in one state. */
export function healthRows({ kind, id, since }: Health, state?: 'bounced' | 'complained'): string {
  const of = kind === 'sender' ? 'sender_id' : 'sequence_id'
  const from = since ? `&queued_at=from:${secondText(since)}` : ''
  return `/email-sends?${of}=any:${id}&sent_at=filled${from}${state ? `&state=any:${state}` : ''}`
}

const secondText = (moment: string) => parseTimestamp(moment).toISOString().replace('.000Z', 'Z')

/** A duration as text: “5 h”, “2.1 days”. */
export function spanText(seconds: number): string {
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`
  return seconds < 129_600
    ? `${Math.round(seconds / 3600)} h`
    : `${numberText(Math.round(seconds / 8640) / 10)} days`
}

/** The share of a stage in its base, such as “12 of 400 sent”. */
export interface Share {
  percent: string
  part: number
  whole: number
  /** The name of the base. */
  of: string
  /** Whether the numerator is another number than the stage's own count. */
  isCohort: boolean
}

/** The share of a stage in its base; undefined if the base is not shown or is zero. */
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
