import { minorDigits } from './currencies'

/** The expected format of a typed number. */
export interface NumberForm {
  /** The most decimals allowed: 0 for integers, undefined for any number. */
  digits?: number
  /**
   * The currency of the amount. Its symbol or code may be typed beside the number, that of another currency may not.
   */
  currency?: string
  /** The unit that may follow the number: `%`, `s`. */
  unit?: string
}

/**
 * The number as a plain decimal, such as `-1234.5`; or a sentence that says why it cannot be parsed, and its possible
 * meanings.
 */
export type ReadNumber = { plain: string } | { problem: string; ways?: readonly [string, string] }

// Zero-width characters, such as those that change the writing direction.
const invisible = /[\u200B-\u200F\u061C\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/g
const spaces = /[\s\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/g
const minus = '[-\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]'

/** Converts a digit of any script: digits are ten consecutive code points, beginning with the script's zero. */
function latinDigit(digit: string): string {
  let zero = digit.codePointAt(0) ?? 0
  const code = zero
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1
  return String((code - zero) % 10)
}

/**
 * Normalises equivalent characters: digits of other scripts, full-width forms, spaces, apostrophes, Arabic separators.
 */
function simplified(text: string): string {
  return text
    .replace(invisible, '')
    .replace(spaces, ' ')
    .replace(/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/\p{Nd}/gu, latinDigit)
    .replace(/\u066B/g, '.')
    .replace(/[\u066C\u2018\u2019\u02BC]/g, "'")
    .replace(/\u060C/g, ',')
    .replace(/\u066A/g, '%')
    .trim()
}

/** Whether the text beside a number is its currency symbol or its unit. */
function belongs(affix: string, { currency, unit }: NumberForm): boolean {
  const known = [unit, currency, ...(currency ? signsOf(currency) : [])]
  return known.some((one) => one && one.toLowerCase() === affix.toLowerCase())
}

function signsOf(currency: string): string[] {
  try {
    return (['symbol', 'narrowSymbol'] as const).map((currencyDisplay) =>
      new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay })
        .format(0)
        .replace(/[\d.,\s\u00A0]/g, ''),
    )
  } catch {
    // Not an ISO 4217 code: it has no symbol.
    return []
  }
}

interface Parts {
  isNegative: boolean
  /** The digits with their separators. */
  body: string
  affixes: readonly string[]
}

/** Splits a typed text into sign, number and the text beside it; undefined if it is not a number. */
function partsOf(text: string): Parts | undefined {
  const inside = /^\((.*)\)$/.exec(text)?.[1]
  const sign = `(${minus}|\\+)?`
  const beside = "([^\\d.,'()+\\s][^\\d()+]*?)?"
  const whole = new RegExp(
    `^${sign} ?${beside} ?${sign} ?([\\d.,'](?:[\\d.,' ]*[\\d.,'])?) ?${sign} ?${beside}$`,
    'u',
  )
  const found = whole.exec(inside ?? text)
  if (!found) return undefined
  const [, first, before, second, body = '', last, after] = found
  const signs = [first, second, last].filter((one) => one !== undefined)
  // In accounting, brackets mean a negative amount; a minus sign as well would be ambiguous.
  if (signs.length > 1 || (inside !== undefined && signs.length > 0)) return undefined
  return {
    isNegative: inside !== undefined || (signs[0] !== undefined && signs[0] !== '+'),
    body,
    affixes: [before, after].filter((one) => one !== undefined).map((one) => one.trim()),
  }
}

// Groups of three digits; or groups of two before the last three, as in India: 12,34,567.
const isGrouped = (whole: string, mark: string) => {
  const [head = '', ...groups] = whole.split(mark)
  if (!/^\d{1,3}$/.test(head) || groups.length === 0 || !/^\d{3}$/.test(groups.at(-1) ?? '')) return false
  const middle = groups.slice(0, -1)
  return (
    middle.every((group) => /^\d{3}$/.test(group)) ||
    (head.length <= 2 && middle.every((group) => /^\d{2}$/.test(group)))
  )
}

interface Reading {
  whole: string
  decimals: string
}

/** All possible readings of digits with separators. */
function readingsOf(body: string): Reading[] {
  if (/^\d+$/.test(body)) return [{ whole: body, decimals: '' }]
  const marks = [...new Set(body.replace(/\d/g, ''))]
  const last = /[.,' ](?=[^.,' ]*$)/.exec(body)?.[0] ?? ''
  const readings: Reading[] = []
  const [group, other] = marks
  // Grouped, without decimals.
  if (marks.length === 1 && group && isGrouped(body, group)) {
    readings.push({ whole: body.replaceAll(group, ''), decimals: '' })
  }
  // The last separator is the decimal one; the digits before it are grouped by another separator or not at all.
  if ((last === '.' || last === ',') && body.split(last).length === 2) {
    const [before = '', decimals = ''] = body.split(last)
    const isPlain = /^\d*$/.test(before)
    if (
      /^\d+$/.test(decimals) &&
      (isPlain || (marks.length === 2 && group && other && isGrouped(before, group)))
    ) {
      readings.push({ whole: before.replace(/\D/g, '') || '0', decimals })
    }
  }
  // A number with a leading zero is not grouped: 0,500 is a half.
  return readings.length > 1 && body.startsWith('0') ? readings.filter(({ decimals }) => decimals) : readings
}

/**
 * Parses a number or an amount as people type it: with decimal point or comma, any usual grouping, digits of any
 * script, any minus sign, and its currency beside it. An ambiguous number is refused, never guessed.
 */
export function readNumber(text: string, form: NumberForm = {}): ReadNumber {
  const shown = `“${text.trim().slice(0, 40)}”`
  const digits = form.digits ?? (form.currency ? minorDigits(form.currency) : undefined)
  const parts = partsOf(simplified(text))
  if (!parts) return { problem: `${shown} is not a number` }
  const stranger = parts.affixes.find((affix) => !belongs(affix, form))
  if (stranger !== undefined) {
    return /^(\p{Sc}|[A-Z]{3})$/u.test(stranger) && form.currency
      ? { problem: `“${stranger}” is not the currency here: it is ${form.currency}` }
      : { problem: `${shown} is not a number` }
  }
  const readings = readingsOf(parts.body)
  const fitting = digits === 0 ? readings.filter(isWhole) : readings
  const [reading] = fitting.length > 0 ? fitting : readings
  if (!reading) return { problem: `${shown} is not a number` }
  if (fitting.length > 1) return twoWays(shown, fitting, digits)
  const decimals = reading.decimals.replace(/0+$/, '')
  if (digits !== undefined && decimals.length > digits) return { problem: tooFine(shown, digits, form) }
  const whole = reading.whole.replace(/^0+(?=\d)/, '')
  const plain = decimals ? `${whole}.${decimals}` : whole
  if (!Number.isSafeInteger(Math.trunc(Number(plain))) || plain.replace(/\D/g, '').length > 16) {
    return { problem: `${shown} has more digits than can be kept` }
  }
  return { plain: parts.isNegative && /[1-9]/.test(plain) ? `-${plain}` : plain }
}

const isWhole = ({ decimals }: Reading) => /^0*$/.test(decimals)

function twoWays(shown: string, [grouped, decimal]: Reading[], digits: number | undefined): ReadNumber {
  const [as = '', or = ''] = [grouped?.whole, `${decimal?.whole}.${decimal?.decimals}`]
  const second = digits === undefined || digits >= 3 ? `${or}0` : or.replace(/\d$/, '')
  return { problem: `${shown} can be ${as} or ${or}: write ${as} or ${second}`, ways: [as, or] }
}

function tooFine(shown: string, digits: number, { currency }: NumberForm): string {
  const most = digits === 0 ? 'no decimals' : `at most ${digits} decimal${digits === 1 ? '' : 's'}`
  return `${shown} has too many decimals: ${currency ? `${currency} has ${most}` : digits === 0 ? 'a whole number is needed' : most}`
}

/** A plain decimal as an integer of its smallest unit, exactly: `12.5` with 2 digits is 1250. */
export function minorOf(plain: string, digits: number): number {
  const [, sign = '', whole = '0', decimals = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(plain) ?? []
  return Number(`${sign}${whole}${decimals.padEnd(digits, '0').slice(0, digits)}`)
}

/** An integer of the smallest unit as a plain decimal with all its digits: 1234 with 3 digits is `1.234`. */
export function decimalOf(minor: number, digits: number): string {
  if (digits === 0 || !Number.isInteger(minor)) return (minor / 10 ** digits).toFixed(digits)
  const figures = String(Math.abs(minor)).padStart(digits + 1, '0')
  return `${minor < 0 ? '-' : ''}${figures.slice(0, -digits)}.${figures.slice(-digits)}`
}

/**
 * An integer of the smallest unit as a plain decimal that `readNumber` understands. A zero is added after three
 * decimals that could be read as a thousands group: 1234 with 3 digits is `1.2340`.
 */
export function plainText(value: number, digits = 0): string {
  const text = digits ? decimalOf(value, digits) : String(value)
  return /^-?[1-9]\d{0,2}\.\d{3}$/.test(text) ? `${text}0` : text
}
