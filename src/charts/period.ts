import { parseTimestamp } from '@/supabase/time'

/** A calendar day as `2026-03-09`, without a time zone. */
export type Day = string

/** The length of a chart's periods. Weeks begin on Monday, as in Postgres. */
export type Grain = 'day' | 'week' | 'month'

/** The first and the last day of a range, both included. */
export interface Days {
  from: Day
  to: Day
}

/** One step of a chart's time axis. */
export interface Period {
  start: Day
  end: Day
  /** Label on the axis: “9 Mar”. */
  label: string
  /** The period as text: “Week of 9 to 15 March 2026”. */
  title: string
  /** Whether the period is not over yet, so that its numbers will grow. */
  unfinished: boolean
}

const dayLength = 86_400_000

/** The longest range that the database's chart functions accept, in days between the first and the last. */
const longestRange = 1100

/** The ranges to choose from, in the order of the menu. */
export const presets = {
  '7d': 'Last 7 days',
  '30d': 'Last 30 days',
  '90d': 'Last 90 days',
  year: 'This year',
  '12m': 'Last 12 months',
} as const

/** The key of a preset range. */
export type Preset = keyof typeof presets

function utc(day: Day): Date {
  return new Date(`${day}T00:00:00Z`)
}

function dayOf(date: Date): Day {
  return date.toISOString().slice(0, 10)
}

/** The current day in a zone (IANA name). Throws a RangeError for an unknown zone. */
export function today(zone: string, now = new Date()): Day {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(now)
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? ''
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`
}

/**
 * The first moment of a day in a zone, in milliseconds. It
 * is found by a search, since clocks may change at midnight.
 */
export function dayStart(day: Day, zone: string): number {
  // Zones are between 14 hours ahead of UTC and 12 hours behind it, and change at whole minutes.
  let before = utc(day).getTime() - dayLength
  let at = utc(day).getTime() + dayLength
  while (at - before > 60_000) {
    const middle = before + Math.ceil((at - before) / 120_000) * 60_000
    if (today(zone, new Date(middle)) < day) before = middle
    else at = middle
  }
  return at
}

/** Whether a text is an existing day: `2026-02-30` is not. */
export function isDay(text: string | null | undefined): text is Day {
  return (
    !!text &&
    /^[1-9]\d{3}-\d\d-\d\d$/.test(text) &&
    !Number.isNaN(utc(text).getTime()) &&
    dayOf(utc(text)) === text
  )
}

/** Adds days to a day; a negative count subtracts them. */
function addDays(day: Day, count: number): Day {
  return dayOf(new Date(utc(day).getTime() + count * dayLength))
}

/** The first day of the period that contains a day. */
export function periodStart(grain: Grain, day: Day): Day {
  if (grain === 'month') return `${day.slice(0, 8)}01`
  return grain === 'week' ? addDays(day, -((utc(day).getUTCDay() + 6) % 7)) : day
}

/** Adds `count` periods to the one that begins on `start`, and returns the first day of the result. */
export function addPeriods(grain: Grain, start: Day, count: number): Day {
  if (grain !== 'month') return addDays(start, count * (grain === 'week' ? 7 : 1))
  const date = utc(start)
  return dayOf(new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + count, 1)))
}

/** The first days of the periods that a range overlaps, in order. */
export function periodStarts(grain: Grain, { from, to }: Days): Day[] {
  const starts: Day[] = []
  for (let start = periodStart(grain, from); start <= to; start = addPeriods(grain, start, 1))
    starts.push(start)
  return starts
}

/**
 * The days of a preset range that ends today. Twelve months
 * are whole months, of which this month is the last.
 */
export function daysOf(preset: Preset, today: Day): Days {
  if (preset === 'year') return { from: `${today.slice(0, 4)}-01-01`, to: today }
  if (preset === '12m') return { from: addPeriods('month', periodStart('month', today), -11), to: today }
  return { from: addDays(today, 1 - Number.parseInt(preset, 10)), to: today }
}

/**
 * Why two days do not make a valid range, as a sentence; undefined
 * for a valid range. With `today`, the range must have begun.
 */
export function rangeProblem(from: string, to: string, today?: Day): string | undefined {
  if (!isDay(from) || !isDay(to)) return 'Enter both days.'
  if (from > to) return 'The first day must not lie after the last.'
  if (today !== undefined && from > today) return 'The first day has not come yet.'
  return addDays(from, longestRange) < to ? 'Choose three years at the most.' : undefined
}

/**
 * The same number of periods directly before a range;
 * undefined when the database would refuse so long a range.
 */
export function daysBefore(grain: Grain, days: Days): Days | undefined {
  const start = periodStart(grain, days.from)
  const before = { from: addPeriods(grain, start, -periodStarts(grain, days).length), to: addDays(start, -1) }
  return rangeProblem(before.from, before.to) ? undefined : before
}

/** The grain that gives a readable number of steps: days up to six weeks, then weeks, then months. */
export function grainFor({ from, to }: Days): Grain {
  if (to < addDays(from, 45)) return 'day'
  return to < addDays(from, 200) ? 'week' : 'month'
}

const format = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' })
const shortDay = format({ day: 'numeric', month: 'short' })
const shortMonth = format({ month: 'short' })
const longMonth = format({ month: 'long', year: 'numeric' })
const dayAndMonth = format({ day: 'numeric', month: 'long' })
const longDay = format({ day: 'numeric', month: 'long', year: 'numeric' })
const weekday = format({ weekday: 'long' })
const mediumDay = format({ day: 'numeric', month: 'short', year: 'numeric' })

/** A day without its year: “9 Mar”. */
export function shortDayText(day: Day): string {
  return shortDay.format(utc(day))
}

/** A range as text: “3 Feb 2026 to 9 Mar 2026”. */
export function daysText({ from, to }: Days): string {
  const last = mediumDay.format(utc(to))
  return from === to ? last : `${mediumDay.format(utc(from))} to ${last}`
}

/** The period that begins on `start`, with its names. */
export function periodOf(grain: Grain, start: Day, unfinished = false): Period {
  const end = addDays(addPeriods(grain, start, 1), -1)
  return { start, end, label: labelOf(grain, start), title: titleOf(grain, start, end), unfinished }
}

function labelOf(grain: Grain, start: Day): string {
  if (grain !== 'month') return shortDay.format(utc(start))
  const month = shortMonth.format(utc(start))
  return start.slice(5, 7) === '01' ? `${month} ’${start.slice(2, 4)}` : month
}

function titleOf(grain: Grain, start: Day, end: Day): string {
  if (grain === 'month') return longMonth.format(utc(start))
  if (grain === 'day') return `${weekday.format(utc(start))} ${longDay.format(utc(start))}`
  const sameMonth = start.slice(0, 7) === end.slice(0, 7)
  const sameYear = start.slice(0, 4) === end.slice(0, 4)
  const first = sameMonth
    ? String(Number(start.slice(8)))
    : (sameYear ? dayAndMonth : longDay).format(utc(start))
  return `Week of ${first} to ${longDay.format(utc(end))}`
}

/** A number of periods as text, for “vs the 29 days before”. */
export function periodCount(count: number, grain: Grain): string {
  return count === 1 ? grain : `${count} ${grain}s`
}

/** The days that a chart shows, and the zone (IANA name) in which they begin and end. */
export interface Range extends Days {
  /** Undefined when a person entered the days. */
  preset?: Preset
  zone: string
}

/** A moment in a chart's zone: “9 Mar 2026, 14:05”. */
export function momentText(moment: string, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }).format(
    parseTimestamp(moment),
  )
}

/** The time zone of the person at the console. */
export const viewerZone = Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'

/** A zone name with spaces instead of underscores. */
export function zoneText(zone: string): string {
  return zone.replaceAll('_', ' ')
}

/**
 * A zone that the database accepts too: by name, never by offset, because the two read its sign differently.
 */
function zoneNamed(name: string | undefined): string | undefined {
  if (!name || /^[+-]/.test(name)) return undefined
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions()
    // The name may be an older name of the same zone, so only its capitals are corrected.
    return timeZone.toLowerCase() === name.toLowerCase() ? timeZone : name
  } catch {
    return undefined
  }
}

/**
 * Reads `range`, `from`, `to` and `zone` from a chart's settings. A missing or invalid range falls back to
 * `fallback`, a missing zone to the viewer's; a range beyond today is cut off at today.
 */
export function readRange(
  get: (name: string) => string | undefined,
  fallback: Preset,
  now = new Date(),
): Range {
  const zone = zoneNamed(get('zone')) ?? viewerZone
  const [from, to] = [get('from'), get('to')]
  const present = today(zone, now)
  // Future days have no numbers and must not appear as zero.
  if (isDay(from) && isDay(to) && !rangeProblem(from, to, present)) {
    const [last = present] = [to, present].sort()
    return { from, to: last, zone }
  }
  const name = get('range')
  const preset = name && Object.hasOwn(presets, name) ? (name as Preset) : fallback
  return { ...daysOf(preset, present), preset, zone }
}
