const format = new Intl.DateTimeFormat('en', {
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
