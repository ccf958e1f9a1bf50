import { parseTimestamp } from '@/supabase/time'
import type { Field } from '../fields/field'
import { minorDigits } from '../fields/money'
import { original } from './csv'

/** What a cell of a file means for a column: a value as the database has it, or what keeps it from being one. */
export type Read = { value: unknown } | { problem: string }

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
export function readCell(cell: string, field: Field, currency: string): Read {
  const text = original(cell.trim())
  if (text === '') return { value: null }
  switch (field.input) {
    case 'number':
      return numberOf(text)
    case 'money': {
      const read = numberOf(text)
      return 'problem' in read
        ? read
        : { value: Math.round(Number(read.value) * 10 ** minorDigits(currency)) }
    }
    case 'options':
      return optionOf(text, field)
    case 'choices':
      return listOf(text).reduce<Read>(
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

// “1234.5”, “1,234.5”, “1234,5”, “1.234,5”: the last mark is the decimal one unless it groups three digits of several groups.
function numberOf(text: string): Read {
  const bare = text.replace(/[\s'’]/g, '')
  const plain = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(bare)
    ? bare.replaceAll(',', '')
    : /^[+-]?\d{1,3}(\.\d{3}){2,}(,\d+)?$|^[+-]?\d{1,3}(\.\d{3})+,\d+$/.test(bare)
      ? bare.replaceAll('.', '').replace(',', '.')
      : bare.replace(/^([+-]?\d+),(\d+)$/, '$1.$2')
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain)
    ? { value: Number(plain) }
    : { problem: `“${shortened(text)}” is not a number` }
}

function optionOf(text: string, field: Field): Read {
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
function momentOf(text: string, isDay: boolean): Read {
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
