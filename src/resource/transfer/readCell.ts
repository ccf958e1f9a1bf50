import { parseTimestamp } from '@/supabase/time'
import type { Field } from '../field'
import { storedFigure } from '../fields/money'
import { unescapeFormula } from './csv'

/** What a cell of a file means for a column: a value as the database has it, or what keeps it from being one. */
export type CellValue = { value: unknown } | { problem: string }

const flags: Readonly<Record<string, boolean>> = {
  ...Object.fromEntries(
    ['yes', 'y', 'true', 't', '1', 'x', 'ja', 'oui', 'sí', 'si'].map((word) => [word, true]),
  ),
  ...Object.fromEntries(['no', 'n', 'false', 'f', '0', 'nein', 'non'].map((word) => [word, false])),
}

/**
 * Reads a cell as its column's kind. Texts stay as they were typed, with their zeros and signs; an apostrophe that an
 * export put before a formula goes. An empty cell is null.
 */
export function readCell(cell: string, field: Field, currency: string): CellValue {
  const text = unescapeFormula(cell.trim())
  if (text === '') return { value: null }
  switch (field.input) {
    case 'number':
    case 'money':
      return storedFigure(text, { ...field, currency: 'currency' }, { currency }) ?? { value: text }
    case 'options':
      return optionOf(text, field)
    case 'choices':
      return listOf(text).reduce<CellValue>(
        (all, part) => {
          const read = optionOf(part, field)
          if ('problem' in all || 'problem' in read) return 'problem' in all ? all : read
          return { value: [...(all.value as unknown[]), read.value] }
        },
        { value: [] },
      )
    case 'tags':
      return { value: [...new Set(listOf(text))] }
    case 'flag': {
      const value = flags[text.toLowerCase()]
      return value === undefined ? { problem: `“${shortened(text)}” is neither yes nor no` } : { value }
    }
    case 'dateTime':
    case 'day':
      return momentOf(text, field.input === 'day')
    case 'json':
      try {
        return { value: JSON.parse(text) }
      } catch {
        return { problem: 'Not valid JSON' }
      }
    default:
      return { value: text }
  }
}

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

function listOf(text: string): string[] {
  return text
    .split(/[,;|\n]/)
    .map((part) => part.trim())
    .filter(Boolean)
}

// Only forms that mean one day: 3/4/2026 is another day on each side of the ocean.
function momentOf(text: string, isDay: boolean): CellValue {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text) ?? []
  const iso = year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text
  const moment = parseTimestamp(iso)
  // A day that its month does not have would roll over into the next.
  if (Number.isNaN(moment.getTime()) || (iso.length === 10 && moment.toISOString().slice(0, 10) !== iso)) {
    return { problem: `“${shortened(text)}” is not a date such as 2026-03-31` }
  }
  return { value: isDay ? moment.toISOString().slice(0, 10) : moment.toISOString() }
}

/** The beginning of a long text, for messages. */
export function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text
}
