/** Relative days and their distance from today in days: stored by name, so that a link stays correct tomorrow. */
export const dayWords: Readonly<Record<string, number>> = { yesterday: -1, today: 0, tomorrow: 1 }

/** A date in the reader's calendar, a number of days from another. */
export function localDay(from: Date, days: number): string {
  const date = new Date(from.getFullYear(), from.getMonth(), from.getDate() + days)
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`
}

/** A time rounded to the minute, so that a filter “up to now” repeated a second later is the same query. */
export function minuteText(milliseconds: number): string {
  return new Date(Math.ceil(milliseconds / 60_000) * 60_000).toISOString()
}
