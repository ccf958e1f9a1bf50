import type { CrudFilters } from '@refinedev/core'
import { serverNow } from '@/supabase/clock'
import { parseTimestamp } from '@/supabase/time'
import type { ItemRef, QueueItem } from './types'

/** The path of the queue. */
export const queuePath = '/moderation-queue'

/** The queue's views, in the order of its tabs. */
export const viewNames = ['urgent', 'all', 'mine', 'escalated', 'done'] as const

/** The lowest priority of an urgent item. */
export const urgentFrom = 60

/** Age groups by waiting time in hours: more than the first number, at most the second. */
export const ages = {
  under_1h: { label: 'under an hour', from: 0, to: 1 },
  '1h_to_4h': { label: '1 to 4 hours', from: 1, to: 4 },
  '4h_to_24h': { label: '4 to 24 hours', from: 4, to: 24 },
  '1d_to_3d': { label: '1 to 3 days', from: 24, to: 72 },
  over_3d: { label: 'over 3 days', from: 72, to: undefined },
} as const

/** The key of an age group. */
export type Age = keyof typeof ages

/** What the queue shows; all of it is stored in the URL. */
export interface View {
  view: (typeof viewNames)[number]
  /** A reason's code: items with this most severe report, or decisions with this reason. */
  reason?: string
  /** One value of the column `why`. */
  why?: string
  severity?: number
  age?: Age
  /**
   * History view: decisions by a moderator (`by`), on days or
   * between moments (`from`, `to`), and only overturned ones.
   */
  by?: string
  /** History view: decisions about this author's items, including undo entries. */
  author?: string
  from?: string
  to?: string
  overturned?: boolean
}

/** Reads the view from the URL; unknown values are ignored. */
export function readView(params: URLSearchParams): View {
  const view = viewNames.find((name) => name === params.get('view')) ?? 'urgent'
  const age = params.get('age') ?? ''
  const severity = Number(params.get('severity') ?? Number.NaN)
  const day = (name: string) => {
    const text = params.get(name) ?? ''
    return /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?Z)?$/.test(text) ? text : undefined
  }
  const word = (name: string) => {
    const text = params.get(name) ?? ''
    return /^[\w-]{1,60}$/.test(text) ? text : undefined
  }
  const from = day('from')
  const to = day('to')
  return {
    view,
    ...(word('reason') && { reason: word('reason') }),
    ...(view !== 'done' && word('why') && { why: word('why') }),
    ...(view !== 'done' && severity >= 0 && severity <= 5 && { severity }),
    ...(view !== 'done' && Object.hasOwn(ages, age) && { age: age as Age }),
    ...(view === 'done' && word('by') && { by: word('by') }),
    ...(view === 'done' && word('author') && { author: word('author') }),
    ...(view === 'done' && from && { from }),
    ...(view === 'done' && to && { to }),
    ...(view === 'done' && params.get('overturned') === 'true' && { overturned: true }),
  }
}

/** The URL of a view, with the selected item. */
export function queueUrl(view: View, item?: ItemRef): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(view)) {
    if (value !== undefined && !(name === 'view' && value === 'urgent')) params.set(name, String(value))
  }
  const search = params.toString()
  return `${queuePath}${item ? `/${item.item_type}/${item.item_id}` : ''}${search ? `?${search}` : ''}`
}

/** The item in the path below the queue's: `post/4f1c…`. */
export function itemFromPath(rest: string): ItemRef | undefined {
  const [, type, id] = /^(post|comment)\/([0-9a-f-]{36})$/.exec(rest) ?? []
  return type && id ? { item_type: type as ItemRef['item_type'], item_id: id } : undefined
}

/** The item of a key made by `keyOf`. */
export function itemOfKey(key: string): ItemRef | undefined {
  return itemFromPath(key.replace(':', '/'))
}

/** The filters of a view of waiting items, for the data provider. */
export function queueFilters({ view, reason, why, severity, age }: View, me: string, now: Date): CrudFilters {
  const filters: CrudFilters = []
  if (view === 'urgent') filters.push({ field: 'priority', operator: 'gte', value: urgentFrom })
  if (view === 'mine') filters.push({ field: 'claimed_by', operator: 'eq', value: me })
  if (view === 'escalated') filters.push({ field: 'escalated', operator: 'eq', value: true })
  if (reason) filters.push({ field: 'top_category', operator: 'eq', value: reason })
  if (why) filters.push({ field: 'why', operator: 'ina', value: [why] })
  if (severity !== undefined) filters.push({ field: 'severity', operator: 'eq', value: severity })
  if (age) {
    const { from, to } = ages[age]
    const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000).toISOString()
    if (to) filters.push({ field: 'waiting_since', operator: 'gt', value: ago(to) })
    if (from) filters.push({ field: 'waiting_since', operator: 'lte', value: ago(from) })
  }
  return filters
}

/**
 * The filters of the history view, for the data provider.
 * Days are in the viewer's zone; an end moment is excluded.
 */
export function historyFilters({ reason, by, author, from, to, overturned }: View): CrudFilters {
  const filters: CrudFilters = author
    ? [{ field: 'author_id', operator: 'eq', value: author }]
    : [{ field: 'decision', operator: 'ne', value: 'undo' }]
  if (reason) filters.push({ field: 'reason_code', operator: 'eq', value: reason })
  if (by) filters.push({ field: 'moderator_id', operator: 'eq', value: by })
  if (from) filters.push({ field: 'created_at', operator: 'gte', value: localMidnight(from, 0) })
  if (to) filters.push({ field: 'created_at', operator: 'lt', value: localMidnight(to, 1) })
  if (overturned) filters.push({ field: 'overturned', operator: 'eq', value: true })
  return filters
}

function localMidnight(day: string, daysLater: number): string {
  if (day.includes('T')) return day
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date + daysLater).toISOString()
}

/** The filters of a view for `claim_next`, which claims the next items of that view. */
export function claimFilters(
  { view, reason, why, severity, age }: View,
  now = serverNow(),
): Record<string, unknown> {
  const { from = 0, to } = age ? ages[age] : {}
  const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000).toISOString()
  return {
    ...(view === 'urgent' && { min_priority: urgentFrom }),
    ...(view === 'escalated' && { escalated: true }),
    ...(reason && { top_category: reason }),
    ...(why && { why }),
    ...(severity !== undefined && { severity }),
    ...(from > 0 && { waiting_until: ago(from) }),
    ...(to !== undefined && { waiting_after: ago(to) }),
  }
}

/** The columns of an item that decide which views contain it. */
export type QueuePlacement = Pick<
  QueueItem,
  'priority' | 'escalated' | 'claimed_by' | 'top_category' | 'why' | 'severity' | 'waiting_since'
>

/** Whether an item belongs to a view; the same rule as `queueFilters`. */
export function belongs(
  item: QueuePlacement,
  { view, reason, why, severity, age }: View,
  me: string,
  now: Date,
): boolean {
  if (view === 'done') return false
  if (view === 'urgent' && item.priority < urgentFrom) return false
  if (view === 'mine' && item.claimed_by !== me) return false
  if (view === 'escalated' && !item.escalated) return false
  if (reason && item.top_category !== reason) return false
  if (why && !item.why.includes(why)) return false
  if (severity !== undefined && item.severity !== severity) return false
  if (!age) return true
  const { from, to } = ages[age]
  if (item.waiting_since === null) return false
  const hours = (now.getTime() - parseTimestamp(item.waiting_since).getTime()) / 3_600_000
  return hours >= from && (to === undefined || hours < to)
}
