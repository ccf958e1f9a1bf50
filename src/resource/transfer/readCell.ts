import { parseTimestamp } from '@/supabase/time'
import { unescapeFormula } from '@/ui/csv'
import type { Field, InputKind } from '../field'
import { readList } from '../fields/lists'
import { storedFigure } from '../fields/money'

/** What a cell of a file means for a column: a value as the database has it, or what keeps it from being one. */
export type CellValue = { value: unknown } | { problem: string }

const flags: Readonly<Record<string, boolean>> = {
  ...Object.fromEntries(
    ['yes', 'y', 'true', 't', '1', 'x', 'ja', 'oui', 'sí', 'si'].map((word) => [word, true]),
  ),
  ...Object.fromEntries(['no', 'n', 'false', 'f', '0', 'nein', 'non'].map((word) => [word, false])),
}

// In these, quotes are a part of what is written.
const quotable: ReadonlySet<InputKind | undefined> = new Set(['area', 'json', 'tags', 'choices'])
const wrapped = /^["“”„‟«»＂]+([^"“”„‟«»＂]*)["“”„‟«»＂]+$/

/**
 * Reads a cell as its column's kind. Texts stay as they were typed, with their zeros and signs; an apostrophe that an
 * export put before a formula goes, and so do quotes around a whole line, which a file has that was quoted twice. An
 * empty cell is null.
 */
export function readCell(cell: string, field: Field, currency: string): CellValue {
  const bare = cell.trim()
  const text = unescapeFormula((quotable.has(field.input) ? bare : bare.replace(wrapped, '$1')).trim())
  if (text === '') return { value: null }
  if (isUnstorable(text)) return { problem: 'It holds a sign that cannot be stored' }
  switch (field.input) {
    case 'number':
    case 'money':
      return storedFigure(text, { ...field, currency: 'currency' }, { currency }) ?? { value: text }
    case 'options':
      return optionOf(text, field)
    case 'choices':
      return readList(text).reduce<CellValue>(
        (all, part) => {
          const read = optionOf(part, field)
          if ('problem' in all || 'problem' in read) return 'problem' in all ? all : read
          return { value: [...(all.value as unknown[]), read.value] }
        },
        { value: [] },
      )
    case 'tags':
      return { value: [...new Set(readList(text))] }
    case 'flag': {
      const value = flags[text.toLowerCase()]
      return value === undefined ? { problem: `“${shortened(text)}” is neither yes nor no` } : { value }
    }
    case 'dateTime':
    case 'day':
      return momentOf(text, field.input === 'day')
    case 'json':
      try {
        const value: unknown = JSON.parse(text)
        return isUnstorable(JSON.stringify(value))
          ? { problem: 'It holds a sign that cannot be stored' }
          : { value }
      } catch {
        return { problem: 'Not valid JSON' }
      }
    case 'text':
      return rounded.test(text)
        ? { problem: `“${text}” is a number that a spreadsheet has rounded: its digits are lost` }
        : { value: text }
    default:
      return { value: text }
  }
}

// So a spreadsheet writes a long number, such as a phone's, in a cell that is not of text: 1.23E+11.
const rounded = /^\d([.,]\d+)?E\+\d{2}$/

function optionOf(text: string, field: Field): CellValue {
  const options = field.options ?? []
  const wanted = text.toLowerCase()
  const found =
    options.find(({ value }) => value.toLowerCase() === wanted) ??
    options.find(({ label }) => label.toLowerCase() === wanted)
  return found
    ? { value: found.value }
    : { problem: `“${shortened(text)}” is none of ${options.map(({ label }) => label).join(', ')}` }
}

const written =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ]+(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?)?$/i

// Only forms that mean one day: 3/4/2026 is another day on each side of the ocean. A time without a zone is the
// viewer's, as in the forms.
function momentOf(text: string, isDay: boolean): CellValue {
  const iso = text.replace(
    /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?=$|[T ,])(?:,\s*)?/,
    (_, day: string, month: string, year: string) =>
      `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}${text.includes(',') ? ' ' : ''}`,
  )
  const [, year, month, day, hour, minute = '0', second = '0', zone] = written.exec(iso.trim()) ?? []
  const numbers = [year, month, day, hour ?? '0', minute, second].map(Number)
  const [y = 0, m = 0, d = 0, h = 0, min = 0, sec = 0] = numbers
  const problem = { problem: `“${shortened(text)}” is not a date such as 2026-03-31` }
  if (numbers.some(Number.isNaN) || y < 1 || h > 23 || min > 59 || sec > 59) return problem
  // A day that its month does not have would roll over into the next, and so would an hour that the clocks skip.
  const calendar = new Date(0)
  calendar.setUTCFullYear(y, m - 1, d)
  if (calendar.getUTCMonth() !== m - 1 || calendar.getUTCDate() !== d) return problem
  const moment = zone
    ? parseTimestamp(
        iso
          .trim()
          .replace(/\s+(\d{1,2}:)/, 'T$1')
          .replace(/T(\d:)/, 'T0$1'),
      )
    : undefined
  // No zone is a day away.
  if (moment && Number.isNaN(moment.getTime())) return problem
  if (isDay) return { value: calendar.toISOString().slice(0, 10) }
  if (moment) return { value: moment.toISOString() }
  const local = new Date(2000, 0, 1, h, min, sec)
  local.setFullYear(y, m - 1, d)
  local.setHours(h, min, sec)
  // A day alone begins when it begins: where clocks change at midnight, at one.
  if (hour !== undefined && local.getHours() !== h)
    return { problem: `“${shortened(text)}”: there is no such time on that day here` }
  return { value: local.toISOString() }
}

/** Whether a text holds what the database refuses in any: the sign NUL, halves of a pair; also as JSON writes them. */
export function isUnstorable(text: string): boolean {
  return /\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|\\u(?:0000|d[89a-f])/i.test(
    text,
  )
}

/** The beginning of a long text, for messages. */
export function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text
}
