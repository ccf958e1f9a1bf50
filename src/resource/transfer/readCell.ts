import { parseTimestamp } from '@/supabase/time'
import { unescapeFormula } from '@/ui/csv'
import { isUnstorable, isUnstorableJson } from '../constraints'
import type { Field, InputKind } from '../field'
import { readList } from '../fields/lists'
import { storedFigure } from '../fields/money'

/** The result of parsing a cell: a value as stored, or why it is invalid. */
export type CellValue = { value: unknown } | { problem: string }

const flags: Readonly<Record<string, boolean>> = {
  ...Object.fromEntries(
    ['yes', 'y', 'true', 't', '1', 'x', 'ja', 'oui', 'sí', 'si'].map((word) => [word, true]),
  ),
  ...Object.fromEntries(['no', 'n', 'false', 'f', '0', 'nein', 'non'].map((word) => [word, false])),
}

// In these fields, quotes are part of the content.
const quotable: ReadonlySet<InputKind | undefined> = new Set(['area', 'json', 'tags', 'choices'])
const wrapped = /^["“”„‟«»＂]+([^"“”„‟«»＂]*)["“”„‟«»＂]+$/

/**
 * Parses a cell by its column's kind. Texts stay as typed, with leading zeros and signs; an apostrophe that an export
 * put before a formula is removed, and so are quotes around a whole text, which files have that were quoted twice. An
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
        return isUnstorableJson(value) ? { problem: 'It holds a sign that cannot be stored' } : { value }
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

// Spreadsheets write a long number, such as a phone number, in this form if the cell is not text: 1.23E+11.
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

// Accepts only unambiguous date formats: 3/4/2026 is another day in the US than in Europe. A time without a zone is in
// the viewer's zone, as in forms.
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
  // A day that its month does not have would roll over to the next month, and so would an hour that is skipped when
  // clocks change.
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
  // No time zone differs by a whole day.
  if (moment && Number.isNaN(moment.getTime())) return problem
  if (isDay) return { value: calendar.toISOString().slice(0, 10) }
  if (moment) return { value: moment.toISOString() }
  const local = new Date(2000, 0, 1, h, min, sec)
  local.setFullYear(y, m - 1, d)
  local.setHours(h, min, sec)
  // A date alone is the start of that day: where clocks change at midnight, that is one o'clock.
  if (hour !== undefined && local.getHours() !== h)
    return { problem: `“${shortened(text)}”: there is no such time on that day here` }
  return { value: local.toISOString() }
}

/** The beginning of a long text, for messages. */
export function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text
}
