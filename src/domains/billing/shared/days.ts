const format = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
})

/** The UTC day of a timestamp or date: “30 Nov 2026”. */
export function dayText(value: unknown): string {
  const at = new Date(String(value))
  return Number.isNaN(at.getTime()) ? String(value) : format.format(at)
}

/**
 * The first day of a month written as `2026-11`, as in a
 * URL or an input; undefined if it is not a valid month.
 */
export function firstOfMonth(month: string | undefined): string | undefined {
  return month && /^20\d\d-(0[1-9]|1[0-2])$/.test(month) ? `${month}-01` : undefined
}

/** How many days past due a date is for the person at the console; 0 on the due date and before. */
export function daysLate(dueOn: string, now = new Date()): number {
  const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())
  return Math.max(0, Math.round((today - Date.parse(dueOn)) / 86_400_000))
}

/** The UTC day of a moment as the database writes it: “2026-11-30”. */
export function utcDay(at: Date): string {
  return at.toISOString().slice(0, 10)
}
