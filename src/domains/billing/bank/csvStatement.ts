import { currencyCodes, minorDigits } from '@/resource/fields/currencies'
import { readNumber } from '@/resource/fields/readNumber'
import type { CsvFile, Part } from './csvColumns'
import { amountOf, counter, createKeys, type Statement, truncated } from './statement'
import { type DayOrder, dayOf, dayOrderOf } from './writtenDays'

/** Answers from the person where the file is not clear. */
export interface CsvChoices {
  columns: Partial<Record<Part, number>>
  /** The currency, for a file without a currency column. */
  currency?: string
  order?: DayOrder
  /** The decimal mark, for a file whose amounts can be read in two ways. */
  mark?: DecimalMark
}

/** The character before the decimals of an amount. */
export type DecimalMark = ',' | '.'

/**
 * The decimal mark of a column of amounts; undefined if the
 * amounts do not show it: 1.500 can be read either way.
 */
function decimalMarkOf(amounts: readonly string[]): DecimalMark | undefined {
  // Signs of a decimal mark: one or two decimals, a leading zero as in 0.500, four or more digits without
  // grouping, or groups with the other mark.
  const ends = (mark: DecimalMark, group: DecimalMark) => {
    const told = new RegExp(
      `(\\${mark}\\d{1,2}|(^|[^\\d.,])(0|\\d{4,})\\${mark}\\d+|\\${group}\\d{3}\\${mark}\\d+)\\D*$`,
    )
    return amounts.some((text) => told.test(text))
  }
  const [comma, point] = [ends(',', '.'), ends('.', ',')]
  return comma === point ? undefined : comma ? ',' : '.'
}

/**
 * Tells outgoing lines: amounts without a sign can have a direction
 * column beside them, such as S or H, D or C, debit or credit.
 */
function directionOf({ rows }: CsvFile, known: CsvFile['columns']): (cells: readonly string[]) => boolean {
  const written = (cells: readonly string[], at: number) => cells[at]?.replace(/[\s./*]/g, '') ?? ''
  const at = Array.from(
    { length: Math.max(0, ...rows.map(({ cells }) => cells.length)) },
    (_, place) => place,
  )
    .filter((place) => !Object.values(known).includes(place))
    .find((place) => {
      const filled = rows.map(({ cells }) => written(cells, place)).filter(Boolean)
      return filled.length > 0 && filled.every((text) => directions.test(text))
    })
  return (cells) => at !== undefined && outgoing.test(written(cells, at))
}

const directions = /^(S|H|D|C|DR|CR|DBIT|CRDT|Soll|Haben|debit|credit|Af|Bij)$/i
const outgoing = /^(S|D|DR|DBIT|Soll|debit|Af)$/i

/** The questions that a person must answer before the file can be read. */
export function missingOf(file: CsvFile, choices: CsvChoices): string[] {
  const { columns, currency, order } = choices
  const days = columnOf(file, columns.day)
  const unclear = unclearAmount(file, choices)
  return [
    ...(columns.day === undefined ? ['which column holds the day'] : []),
    ...((columns.amount ?? columns.credit) === undefined ? ['which column holds the amount'] : []),
    ...(columns.currency === undefined && !currency ? ['the currency'] : []),
    ...(columns.day !== undefined && !(order ?? dayOrderOf(days))
      ? [`how days are written${days[0] ? `: “${days[0]}” can be read in more than one way` : ''}`]
      : []),
    ...(unclear ? [`which mark stands before the decimals: ${unclear}`] : []),
  ]
}

const columnOf = ({ rows }: CsvFile, at: number | undefined): string[] =>
  at === undefined ? [] : rows.map(({ cells }) => cells[at] ?? '').filter(Boolean)

/**
 * An amount that can be read in two ways when neither the other amounts nor a person decide its decimal mark.
 */
function unclearAmount(file: CsvFile, { columns, currency, mark }: CsvChoices): string | undefined {
  const at = columns.amount ?? columns.credit
  if (at === undefined || (mark ?? decimalMarkOf(columnOf(file, at)))) return undefined
  for (const { cells } of file.rows) {
    const code = (columns.currency === undefined ? currency : cells[columns.currency])?.toUpperCase()
    const read = code ? readNumber(cells[at] ?? '', { currency: code }) : undefined
    if (read && 'ways' in read && read.ways) return `“${cells[at]}” can be ${read.ways.join(' or ')} ${code}`
  }
  return undefined
}

/** Reads the lines of a statement. Call it only when {@link missingOf} is empty. */
export function readCsvStatement(file: CsvFile, choices: CsvChoices): Statement {
  const { columns } = choices
  const cell = (cells: readonly string[], part: Part) =>
    columns[part] === undefined ? '' : (cells[columns[part]] ?? '')
  const order = choices.order ?? dayOrderOf(columnOf(file, columns.day))
  const amountPart: Part = columns.amount === undefined ? 'credit' : 'amount'
  const mark = choices.mark ?? decimalMarkOf(columnOf(file, columns[amountPart]))
  const goesOut = directionOf(file, columns)
  const left = counter()
  const keyOf = createKeys()
  const problems: string[] = []
  const lines: Statement['lines'] = []
  for (const { number, cells } of file.rows) {
    const other = whyNone(cells, columns)
    if (other) {
      left.add(other)
      continue
    }
    const [written, letters] = withoutLetters(cell(cells, amountPart))
    if (outgoing.test(letters)) {
      left.add('went out')
      continue
    }
    if (goesOut(cells) || (!written && amountPart === 'credit' && cell(cells, 'debit'))) {
      left.add('went out')
      continue
    }
    const currency = (cell(cells, 'currency') || choices.currency || '').toUpperCase()
    const day = order && dayOf(cell(cells, 'day'), order)
    const amount = amountIn(written, currency, mark)
    if (!day || amount === undefined) {
      // Banks end a file with a line of totals; a line with no date or no amount is not a booking.
      if (cell(cells, 'day') === '' || written === '') left.add('no booking')
      else
        problems.push(
          `Line ${number}: ${day ? whyUnread(written, currency) : `the day “${cell(cells, 'day')}” cannot be read`}. It is left out.`,
        )
      continue
    }
    if (amount <= 0) {
      left.add('went out')
      continue
    }
    const [name, reference] = [truncated(cell(cells, 'name')), truncated(cell(cells, 'reference'))]
    const known = [day, String(amount), currency, name, reference]
    // Some banks restart their line numbers in each file, so an id alone does not mark two lines as the same.
    const id = cell(cells, 'id')
    const before = [id, `${id} ${day} ${amount} ${currency}`] as const
    const keys = keyOf({ account: 'csv', counted: id ? { number: id, before } : undefined, known })
    lines.push({ line: lines.length + 1, day, amount_minor: amount, currency, name, reference, ...keys })
  }
  return { kind: 'CSV', lines, leftOut: left.counted(), problems }
}

// A cell that contains only a balance label and at most a date or an account number.
const balance =
  /^(?:(?:anfangs|end|schluss|zwischen|alter |neuer )?saldo|(?:alter |neuer |end)?kontostand|(?:(?:opening|closing|starting|ending|start|end) )?balance(?: (?:brought|carried) forward)?|(?:ancien |nouveau )?solde|saldo (?:inicial|final)|summe|total)(?: (?:per|am|vom|zum|as of|on|at|au|al|a))?[\s\d./:-]*$/i
const unbooked =
  /^(?:umsatz )?(?:vorgemerkt|offen|pending|reverted|reversed|declined|failed|cancell?ed|rejected|en attente|pendiente)$/i

/** Why a line is not incoming money, when one of its cells says so by itself. */
function whyNone(cells: readonly string[], { name, reference }: CsvFile['columns']): string | undefined {
  if (cells.some((text, at) => at !== name && at !== reference && unbooked.test(text))) return 'not booked'
  // A payer's text can contain “Balance”, so a line with a payer is a payment.
  const payer = name === undefined ? '' : (cells[name] ?? '')
  return (!payer || balance.test(payer)) && cells.some((text) => balance.test(text)) ? 'a balance' : undefined
}

/** Splits an amount from the direction letters after it: `12,50 H`, `12.50 CR`. */
function withoutLetters(text: string): [amount: string, letters: string] {
  const [, amount = text, letters = ''] = /^(.*[\d)])\s*(S|H|D|C|DR|CR)$/i.exec(text) ?? []
  return [amount, letters]
}

function whyUnread(written: string, currency: string): string {
  if (!currencyCodes.includes(currency)) return `the currency “${currency}” does not exist`
  const read = readNumber(written, { currency })
  return 'ways' in read && read.ways
    ? `the amount “${written}” can be ${read.ways.join(' or ')} ${currency}; book it by hand`
    : `the amount “${written}” cannot be read`
}

function amountIn(text: string, currency: string, mark: DecimalMark | undefined): number | undefined {
  // The decimal mark of the whole column decides an ambiguous amount: 1.234 beside 12,50.
  const group = mark && (mark === ',' ? '.' : ',')
  const isPlain = /^[-+\d.,\s]+$/.test(text)
  const figure = /\d[\d.,]*/.exec(text)?.[0] ?? ''
  const whole = group && isGrouped(figure, group) ? text.replaceAll(group, '') : text
  // In a currency with three decimals, 1.234 could be read
  // as thousands; an added zero makes it clearly decimal.
  const isFine =
    mark && isPlain && minorDigits(currency) > 2 && new RegExp(`^\\D*\\d+\\${mark}\\d{3}$`).test(whole)
  const read = readNumber(isFine ? `${whole}0` : whole, { currency })
  return 'plain' in read ? amountOf(read.plain, currency) : undefined
}

const isGrouped = (text: string, group: string) =>
  new RegExp(`^\\d{1,3}(\\${group}\\d{3})+(\\D\\d*)?$`).test(text)
