const format = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
})

/** A moment or a calendar day as its day in UTC: “30 Nov 2026”. */
export function dayText(value: unknown): string {
  const at = new Date(String(value))
  return Number.isNaN(at.getTime()) ? String(value) : format.format(at)
}

/** A month as an address or an input names it, `2026-11`, as its first day; undefined where there is no such month. */
export function firstOfMonth(month: string | undefined): string | undefined {
  return month && /^20\d\d-(0[1-9]|1[0-2])$/.test(month) ? `${month}-01` : undefined
}

/** How many days a due day lies back where the person is; 0 on the day itself and before. */
export function daysLate(dueOn: string, now = new Date()): number {
  const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())
  return Math.max(0, Math.round((today - Date.parse(dueOn)) / 86_400_000))
}

/** The calendar day of a moment in UTC, as the database writes it: “2026-11-30”. */
export function utcDay(at: Date): string {
  return at.toISOString().slice(0, 10)
}
