import { currencyCodes, minorDigits } from '@/resource/fields/currencies'
import { minorOf } from '@/resource/fields/readNumber'

const currencies: ReadonlySet<string> = new Set(currencyCodes)

/**
 * An amount in minor units; undefined for a currency that
 * is not in use or an amount that is too large to book.
 */
export function amountOf(plain: string, currency: string): number | undefined {
  if (!currencies.has(currency)) return undefined
  const minor = minorOf(plain, minorDigits(currency))
  return Number.isSafeInteger(minor) ? minor : undefined
}

/** Whether a text such as `2026-11-30` is an existing day. */
export function isDay(text: string): boolean {
  const at = /^20\d\d-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined
  return at !== undefined && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}

/** An incoming payment on a bank statement. */
export interface StatementLine {
  /** Number of the line among the bookable lines of the file. */
  line: number
  day: string
  amount_minor: number
  currency: string
  name: string
  reference: string
  /**
   * The bank's id, or a key derived from the line: it prevents
   * a second booking when the statement is imported again.
   */
  bank_id: string
  /** Keys that earlier versions of the import derived; they took an entry's running number for an id. */
  bank_ids_before?: readonly string[]
}

/**
 * A statement that was read: bookable lines, lines left
 * out with the reason, and lines that could not be read.
 */
export interface Statement {
  kind: 'CAMT.053' | 'CSV'
  lines: StatementLine[]
  leftOut: { why: string; count: number }[]
  problems: string[]
}

/** Explains to the person why the file cannot be read as a statement. */
export class StatementProblem extends Error {}

/** Counts the lines that are left out, by reason. */
export function counter(): { add: (why: string) => void; counted: () => Statement['leftOut'] } {
  const counts = new Map<string, number>()
  return {
    add: (why) => counts.set(why, (counts.get(why) ?? 0) + 1),
    counted: () => [...counts].map(([why, count]) => ({ why, count })),
  }
}

/** The longest key that the database stores. */
const longestId = 200

/** The longest payer text that is kept. */
const longestTold = 1_000

/** The first characters of a text, never cut inside a surrogate pair, which the database refuses. */
export function truncated(text: string, length = longestTold): string {
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, '')
}

/** The values that identify a line. */
export interface KeyParts {
  account: string
  /** The bank's id. */
  given?: string
  /** A running number of entries, and the keys that earlier versions derived from it. */
  counted?: { number: string; before: readonly [plain: string, dated: string] }
  known: readonly string[]
}

/**
 * Creates a unique key for each line: the bank's id where there is one,
 * else all known values plus a counter for equal lines of a day. The same
 * statement always gives the same keys, also as part of a longer statement.
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

/** Joins values into one key; an equal key that occurs again gets a counter. */
function numbered(): (parts: readonly string[]) => string {
  const seen = new Map<string, number>()
  return (parts) => {
    const key = truncated(parts.join('|').replace(/\s+/g, ' '), longestId - 6)
    const count = (seen.get(key) ?? 0) + 1
    seen.set(key, count)
    return count === 1 ? key : `${key}|${count}`
  }
}
