/** The order of year, month and day in written dates; if a file does not show it, a person must choose. */
export type DayOrder = 'ymd' | 'dmy' | 'mdy'

const orders: readonly DayOrder[] = ['ymd', 'dmy', 'mdy']
const writtenDay = /^(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})(?=$|[T\s])/

// The first letters of the months in English, German, French, Spanish, Italian and Dutch, without accents.
const months: readonly RegExp[] = [
  /^(jan|gen|ene)/,
  /^(feb|fev)/,
  /^(mar|maer|maa|mrt)/,
  /^(apr|avr|abr)/,
  /^(may|mai|mei|mag)/,
  /^(jun|juin|giu)/,
  /^(jul|juil|lug)/,
  /^(aug|aou|ago)/,
  /^(sep|set)/,
  /^(oct|okt|ott)/,
  /^(nov)/,
  /^(dec|dez|dic)/,
]

/**
 * A date that is clear by itself, with a month name or
 * eight digits, as `2026-11-30`; other text is unchanged.
 */
function plainDay(text: string): string {
  const [, compactYear, compactMonth, compactDay] = /^(20\d\d)(\d\d)(\d\d)(?=$|[T\s])/.exec(text) ?? []
  if (compactYear) return `${compactYear}-${compactMonth}-${compactDay}`
  const letters = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  const named = /^(\d{1,2})[\s.-]+([a-z]{3,})\.?[\s,-]+(\d\d|\d{4})(?=$|[\s,])/.exec(letters)
  const monthFirst = /^([a-z]{3,})\.? (\d{1,2}),? (\d{4})(?=$|[\s,])/.exec(letters)
  const [day, name, year] = named
    ? [named[1], named[2], named[3]]
    : [monthFirst?.[2], monthFirst?.[1], monthFirst?.[3]]
  const month = months.findIndex((one) => one.test(name ?? '')) + 1
  return month && year ? `${year.length === 2 ? `20${year}` : year}-${month}-${day}` : text
}

function inOrder(text: string, order: DayOrder): [year: string, month: string, day: string] | undefined {
  const [, a = '', b = '', c = ''] = writtenDay.exec(text) ?? []
  if (!a) return undefined
  return order === 'ymd' ? [a, b, c] : order === 'dmy' ? [c, b, a] : [c, a, b]
}

function mayStandIn(text: string, order: DayOrder): boolean {
  const [year = '', month = '', day = ''] = inOrder(text, order) ?? []
  return /^(\d\d|\d{4})$/.test(year) && Number(month) <= 12 && day.length <= 2 && Number(day) <= 31
}

/**
 * The order of the dates in a column; undefined if they fit two orders, such as dates with a two-digit year.
 */
export function dayOrderOf(written: readonly string[]): DayOrder | undefined {
  const days = written.map(plainDay)
  // In a date with dots the day comes first, unless the year has four digits and leads.
  if (days.some(Boolean) && days.every((day) => /^\d{1,2}\.\d{1,2}\./.test(day) || !day)) return 'dmy'
  const readable = days.filter((day) => orders.some((order) => mayStandIn(day, order)))
  const fitting = orders.filter((order) => readable.every((day) => mayStandIn(day, order)))
  return fitting.length === 1 ? fitting[0] : undefined
}

/** A date written in a known order, as `2026-11-30`; undefined if no such day exists. */
export function dayOf(text: string, order: DayOrder): string | undefined {
  const plain = plainDay(text)
  const known = plain === text ? order : 'ymd'
  const [year = 0, month = 0, day = 0] = mayStandIn(plain, known)
    ? (inOrder(plain, known) ?? []).map(Number)
    : []
  const full = year < 100 ? 2000 + year : year
  const at = new Date(Date.UTC(full, month - 1, day))
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day && full >= 2000 && full < 2100
    ? at.toISOString().slice(0, 10)
    : undefined
}

/** Whether a cell is a date in any order. */
export function isWrittenDay(text: string): boolean {
  return orders.some((order) => dayOf(text, order) !== undefined)
}
