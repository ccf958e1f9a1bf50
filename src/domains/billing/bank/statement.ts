import { currencyCodes, minorDigits } from '@/resource/fields/currencies'
import { minorOf } from '@/resource/fields/readNumber'

const currencies: ReadonlySet<string> = new Set(currencyCodes)

/** An amount in minor units; undefined where its currency is none in use, or where it is more than can be booked. */
export function amountOf(plain: string, currency: string): number | undefined {
  if (!currencies.has(currency)) return undefined
  const minor = minorOf(plain, minorDigits(currency))
  return Number.isSafeInteger(minor) ? minor : undefined
}

/** Whether a day, written `2026-11-30`, is one of the calendar. */
export function isDay(text: string): boolean {
  const at = /^20\d\d-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined
  return at !== undefined && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}

/** Money that came in, as a statement of the bank tells it. */
export interface StatementLine {
  /** Its place among those of the file that can be booked. */
  line: number
  day: string
  amount_minor: number
  currency: string
  name: string
  reference: string
  /** What the bank knows it by, or what tells it from every other one: booked once, whatever is imported again. */
  bank_id: string
  /** Keys that earlier versions gave it, which took a number that only counts entries for one. */
  bank_ids_before?: readonly string[]
}

/** A file, read: what can be booked, what was left out and why, and what could not be read. */
export interface Statement {
  kind: 'CAMT.053' | 'CSV'
  lines: StatementLine[]
  leftOut: { why: string; count: number }[]
  problems: string[]
}

/** Why a file is not read as a statement, in words for the person who chose it. */
export class StatementProblem extends Error {}

/** Counts what is left out, by why. */
export function counter(): { add: (why: string) => void; counted: () => Statement['leftOut'] } {
  const counts = new Map<string, number>()
  return {
    add: (why) => counts.set(why, (counts.get(why) ?? 0) + 1),
    counted: () => [...counts].map(([why, count]) => ({ why, count })),
  }
}

/** The longest that the database keeps. */
const longestId = 200

/** So much of what a payer wrote is looked at. */
const longestTold = 1_000

/** The beginning of a text; never half a sign, which the database refuses. */
export function startOf(text: string, length = longestTold): string {
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, '')
}

/** What tells a line from every other one. */
export interface KeyParts {
  account: string
  /** The bank's own key. */
  given?: string
  /** A number that only counts entries, and the keys that were once made of it. */
  counted?: { number: string; before: readonly [plain: string, dated: string] }
  known: readonly string[]
}

/**
 * Gives each line a key of its own. Where the bank gave one, that; else all that is known of it, and which one it is of
 * those that are alike on its day: the same statement gives the same keys each time, also as part of a longer one.
 */
export function createKeys(): (parts: KeyParts) => Pick<StatementLine, 'bank_id' | 'bank_ids_before'> {
  const [own, ...earlier] = [numbered(), numbered(), numbered()]
  return ({ account, given, counted, known }) => {
    const all = [account, ...(counted ? [counted.number] : []), '~', ...known]
    const bank_id = own([account, given ?? all.slice(1)].flat())
    const before = earlier.map((key, at) =>
      key([account, given ?? counted?.before[at] ?? all.slice(1)].flat()),
    )
    return { bank_id, ...(counted && !given && { bank_ids_before: before }) }
  }
}

/** One text of several; the second that is alike is another one. */
function numbered(): (parts: readonly string[]) => string {
  const seen = new Map<string, number>()
  return (parts) => {
    const key = startOf(parts.join('|').replace(/\s+/g, ' '), longestId - 6)
    const count = (seen.get(key) ?? 0) + 1
    seen.set(key, count)
    return count === 1 ? key : `${key}|${count}`
  }
}
