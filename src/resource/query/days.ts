/** Days that are another tomorrow, and how many they are from today: asked for by name, they never grow old in a link. */
export const dayWords: Readonly<Record<string, number>> = { yesterday: -1, today: 0, tomorrow: 1 }

/** A day of the reader's calendar, so many days from one. */
export function localDay(from: Date, days: number): string {
  const date = new Date(from.getFullYear(), from.getMonth(), from.getDate() + days)
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`
}

/** A moment to the minute, so that a window up to now asked for again a second later is the same question. */
export function minuteText(milliseconds: number): string {
  return new Date(Math.ceil(milliseconds / 60_000) * 60_000).toISOString()
}
