import { useSyncExternalStore } from 'react'
import { parseTimestamp } from '@/supabase/time'
import { type Field, type FieldOptions, isEmpty } from '../field'
import { none } from './text'

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
const full = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' })
const dayOnly = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' })
const dayOnlyUtc = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' })
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const shortDay = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/**
 * How far away a moment is, in the past or the future, in short form: “4 min”, “yesterday”, “3 d”, “12 Mar”, “12 Mar
 * 2024”.
 */
export function agoText(then: Date, now = new Date()): string {
  const past = now.getTime() - then.getTime()
  if (Number.isNaN(past)) return '–'
  const ahead = past < 0
  const distance = Math.abs(past)
  const wrap = (text: string) => (ahead ? `in ${text}` : text)
  if (distance < minute) return ahead ? 'in a moment' : 'just now'
  if (distance < hour) return wrap(`${Math.floor(distance / minute)} min`)
  const days = Math.round((startOfDay(now) - startOfDay(then)) / day)
  // The day on which clocks are set back has 25 hours.
  if (distance < day || days === 0) return wrap(`${Math.floor(distance / hour)} h`)
  if (days === 1) return 'yesterday'
  if (days === -1) return 'tomorrow'
  if (Math.abs(days) < 7) return wrap(`${Math.abs(days)} d`)
  return then.getFullYear() === now.getFullYear() ? shortDay.format(then) : dayOnly.format(then)
}

function startOfDay(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime()
}

/**
 * A timestamp in the viewer's time zone, with UTC for the tooltip; a value that is no calendar date, such as
 * `infinity`, is shown as stored.
 */
export function momentTexts(value: string): { local: string; ago: string; utc: string } {
  const then = parseTimestamp(value)
  if (Number.isNaN(then.getTime())) return { local: value, ago: value, utc: value }
  return {
    local: full.format(then),
    ago: agoText(then),
    utc: `${then.toISOString().slice(0, 19).replace('T', ' ')} UTC`,
  }
}

function everyMinute(tell: () => void) {
  const timer = setInterval(tell, minute)
  return () => clearInterval(timer)
}

/** Renders the caller again every minute, so that relative times stay correct. */
export function useMinutes(): void {
  useSyncExternalStore(everyMinute, () => Math.floor(Date.now() / minute))
}

/** A timestamp: short in a list, in full on a record's page; in the viewer's time zone, with UTC on hover. */
export function Moment({ value, short, dated }: { value: string; short?: boolean; dated?: boolean }) {
  const { local, ago, utc } = momentTexts(value)
  const then = parseTimestamp(value)
  if (Number.isNaN(then.getTime())) return <span className="tabular">{value}</span>
  return (
    <time dateTime={then.toISOString()} title={`${local} ${zone}\n${utc}`} className="tabular">
      {dated ? dayOnly.format(then) : short ? ago : local}
    </time>
  )
}

/** A timestamp (timestamptz). */
export const dateTime = (label: string, options?: FieldOptions): Field => ({
  label,
  width: 124,
  align: 'right',
  filter: 'date',
  input: 'dateTime',
  text: (value) => {
    const then = parseTimestamp(String(value))
    return isEmpty(value) ? '' : Number.isNaN(then.getTime()) ? String(value) : then.toISOString()
  },
  show: (value, _row, place) =>
    isEmpty(value) ? none : <Moment value={String(value)} short={place === 'list'} />,
  ...options,
})

/** A timestamp for which the date matters, as with payments and deadlines: a list never shows it as a relative time. */
export const dated = (label: string, options?: FieldOptions): Field =>
  dateTime(label, {
    show: (value, _row, place) =>
      isEmpty(value) ? none : <Moment value={String(value)} dated={place === 'list'} />,
    ...options,
  })

/** A date without a time or zone (date), such as an invoice's due date. */
export const calendarDay = (label: string, options?: FieldOptions): Field => ({
  label,
  width: 124,
  align: 'right',
  filter: 'date',
  input: 'day',
  text: (value) => (isEmpty(value) ? '' : String(value)),
  show: (value) => (isEmpty(value) ? none : <span className="tabular">{dayText(String(value))}</span>),
  ...options,
})

/** A date as people write it: “12 Mar 2026”. */
export function dayText(value: string): string {
  const day = new Date(`${value}T00:00:00Z`)
  return Number.isNaN(day.getTime()) ? value : dayOnlyUtc.format(day)
}

/** The time of day, “14:05”, in the viewer's time zone. */
export function clockText(value: string): string {
  const then = parseTimestamp(value)
  return Number.isNaN(then.getTime()) ? value : clock.format(then)
}
