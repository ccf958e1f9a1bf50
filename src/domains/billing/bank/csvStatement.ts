import { readNumber } from '@/resource/fields/readNumber'
import { csvRecords, guessDelimiter, withoutDelimiterLine } from '@/resource/transfer/readCsv'
import { amountOf, counter, createKeys, type Statement } from './statement'

/** What a column of a statement may hold. */
export type Part = 'day' | 'amount' | 'credit' | 'debit' | 'currency' | 'name' | 'reference' | 'id'

/** A file as a table, and which of its columns hold what, as far as its headings tell. */
export interface CsvFile {
  headings: string[]
  rows: { number: number; cells: string[] }[]
  columns: Partial<Record<Part, number>>
}

/** In what order days are written; where a file does not tell, somebody must. */
export type DayOrder = 'ymd' | 'dmy' | 'mdy'

/** What people are asked where the file does not say. */
export interface CsvChoices {
  columns: Partial<Record<Part, number>>
  /** For a file without a column of currencies. */
  currency?: string
  order?: DayOrder
}

// As the banks of the markets that are sold to head their columns; compared without case, accents and signs.
const headings: Readonly<Record<Part, readonly string[]>> = {
  day: [
    'buchungstag',
    'buchungsdatum',
    'buchung',
    'bookingdate',
    'date',
    'datum',
    'transactiondate',
    'dateoperation',
    'datecomptable',
    'fecha',
    'fechaoperacion',
    'completeddate',
    'posteddate',
  ],
  amount: ['betrag', 'amount', 'umsatz', 'betrageur', 'amounteur', 'montant', 'importe', 'value'],
  credit: ['haben', 'gutschrift', 'credit', 'creditamount', 'paidin', 'moneyin', 'abono', 'eingang'],
  debit: ['soll', 'lastschrift', 'debit', 'debitamount', 'paidout', 'moneyout', 'cargo', 'ausgang'],
  currency: ['wahrung', 'currency', 'devise', 'divisa', 'moneda'],
  name: [
    'auftraggeber',
    'beguenstigterzahlungspflichtiger',
    'begunstigterzahlungspflichtiger',
    'nameszahlungsbeteiligten',
    'namezahlungsbeteiligter',
    'auftraggeberempfanger',
    'name',
    'payer',
    'counterparty',
    'counterpartyname',
    'zahlungspflichtiger',
    'sender',
    'partnername',
    'ordenante',
  ],
  reference: [
    'verwendungszweck',
    'reference',
    'description',
    'paymentreference',
    'remittanceinformation',
    'details',
    'libelle',
    'concepto',
    'narrative',
    'memo',
  ],
  id: ['transactionid', 'transaktionsid', 'bankreference', 'id', 'umsatzid'],
}

const plain = (text: string) =>
  text
    .normalize('NFD')
    .replace(/ß/g, 'ss')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')

function columnsOf(cells: readonly string[]): CsvFile['columns'] {
  const names = cells.map(plain)
  return Object.fromEntries(
    Object.entries(headings).flatMap(([part, known]) => {
      const place = known.map((one) => names.indexOf(one)).find((at) => at >= 0)
      return place === undefined ? [] : [[part, place]]
    }),
  )
}

/** Reads the table of a statement. Banks put lines about the account before it: its head is where a day and an amount are. */
export function readCsvFile(text: string): CsvFile {
  const body = withoutDelimiterLine(text.replace(/^\uFEFF/, ''))
  const records = [...csvRecords(body, guessDelimiter(text))].map((cells, at) => ({
    number: at + 1,
    cells: cells.map((cell) => cell.trim()),
  }))
  const filled = records.filter(({ cells }) => cells.some(Boolean))
  const isHead = ({ cells }: { cells: string[] }) => {
    const found = columnsOf(cells)
    return found.day !== undefined && (found.amount ?? found.credit) !== undefined
  }
  const at = Math.max(0, filled.slice(0, 40).findIndex(isHead))
  const head = filled[at]
  return {
    headings: head?.cells ?? [],
    rows: filled.slice(at + 1),
    columns: head ? columnsOf(head.cells) : {},
  }
}

/** In what order the days of a column stand; undefined where they can be read in two. */
export function dayOrderOf(days: readonly string[]): DayOrder | undefined {
  const parts = days
    .map((day) => /^(\d{1,4})[./-](\d{1,2})[./-](\d{2,4})/.exec(day)?.slice(1).map(Number))
    .filter((one) => one !== undefined)
  if (parts.length === 0) return undefined
  if (parts.every(([first = 0]) => first > 31)) return 'ymd'
  if (days.every((day) => /^\d{1,2}\.\d{1,2}\./.test(day) || !day)) return 'dmy'
  if (parts.some(([first = 0]) => first > 12)) return 'dmy'
  return parts.some(([, second = 0]) => second > 12) ? 'mdy' : undefined
}

/** A day as it is written, in an order that is known, as `2026-11-30`; undefined where there is no such day. */
export function dayOf(text: string, order: DayOrder): string | undefined {
  const found = /^(\d{1,4})[./-](\d{1,2})[./-](\d{2,4})(?:$|[T\s])/.exec(text)?.slice(1).map(Number)
  if (!found) return undefined
  const [a = 0, b = 0, c = 0] = found
  const [year, month, day] = order === 'ymd' ? [a, b, c] : order === 'dmy' ? [c, b, a] : [c, a, b]
  const full = year < 100 ? 2000 + year : year
  const at = new Date(Date.UTC(full, month - 1, day))
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day && full >= 2000 && full < 2100
    ? at.toISOString().slice(0, 10)
    : undefined
}

/** Which mark is the decimal one in a column of amounts; undefined where nothing tells. */
function decimalMarkOf(amounts: readonly string[]): ',' | '.' | undefined {
  const ends = (mark: string) => amounts.some((text) => new RegExp(`\\${mark}\\d{1,2}\\D*$`).test(text))
  const [comma, point] = [ends(','), ends('.')]
  return comma === point ? undefined : comma ? ',' : '.'
}

/** Amounts without a sign may have a column beside them that tells what came in: S or H, D or C, debit or credit. */
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

const directions = /^(S|H|D|C|DR|CR|DBIT|CRDT|Soll|Haben|debit|credit)$/i
const outgoing = /^(S|D|DR|DBIT|Soll|debit)$/i

/** What still has to be asked before a file can be read. */
export function missingOf(file: CsvFile, { columns, currency, order }: CsvChoices): string[] {
  const days = columns.day === undefined ? [] : file.rows.map(({ cells }) => cells[columns.day ?? 0] ?? '')
  return [
    ...(columns.day === undefined ? ['which column holds the day'] : []),
    ...((columns.amount ?? columns.credit) === undefined ? ['which column holds the amount'] : []),
    ...(columns.currency === undefined && !currency ? ['the currency'] : []),
    ...(columns.day !== undefined && !(order ?? dayOrderOf(days)) ? ['how days are written'] : []),
  ]
}

/** Reads the lines of a statement once all is known that must be: see {@link missingOf}. */
export function readCsvStatement(file: CsvFile, choices: CsvChoices): Statement {
  const { columns } = choices
  const cell = (cells: readonly string[], part: Part) =>
    columns[part] === undefined ? '' : (cells[columns[part]] ?? '')
  const column = (part: Part) => file.rows.map(({ cells }) => cell(cells, part)).filter(Boolean)
  const order = choices.order ?? dayOrderOf(column('day'))
  const amountPart: Part = columns.amount === undefined ? 'credit' : 'amount'
  const mark = decimalMarkOf(column(amountPart))
  const goesOut = directionOf(file, columns)
  const left = counter()
  const keyOf = createKeys()
  const problems: string[] = []
  const lines: Statement['lines'] = []
  for (const { number, cells } of file.rows) {
    const written = cell(cells, amountPart)
    if (goesOut(cells) || (!written && amountPart === 'credit' && cell(cells, 'debit'))) {
      left.add('went out')
      continue
    }
    const currency = (cell(cells, 'currency') || choices.currency || '').toUpperCase()
    const day = order && dayOf(cell(cells, 'day'), order)
    const amount = amountIn(written, currency, mark)
    if (!day || amount === undefined) {
      // Banks end a file with a line of sums; a line with neither day nor amount is none of ours.
      if (cell(cells, 'day') === '' || written === '') left.add('no booking')
      else
        problems.push(
          `Line ${number}: the ${day ? `amount “${written}”` : `day “${cell(cells, 'day')}”`} cannot be read. It is left out.`,
        )
      continue
    }
    if (amount <= 0) {
      left.add('went out')
      continue
    }
    const [name, reference] = [cell(cells, 'name'), cell(cells, 'reference')]
    const known = [day, String(amount), currency, name, reference]
    // Some banks count the lines of each file anew: a key alone does not make two lines the same.
    const given = cell(cells, 'id') && `${cell(cells, 'id')} ${day} ${amount} ${currency}`
    const bank_id = keyOf({ account: 'csv', given: given || undefined, known })
    lines.push({ line: lines.length + 1, day, amount_minor: amount, currency, name, reference, bank_id })
  }
  return { kind: 'CSV', lines, leftOut: left.counted(), problems }
}

function amountIn(text: string, currency: string, mark: ',' | '.' | undefined): number | undefined {
  // What the whole column tells of its marks settles what one amount leaves open: 1.234 beside 12,50.
  const group = mark && (mark === ',' ? '.' : ',')
  const read = readNumber(
    group && /^[-+\d.,\s]+$/.test(text) && isGrouped(text, group) ? text.replaceAll(group, '') : text,
    { currency },
  )
  return 'plain' in read ? amountOf(read.plain, currency) : undefined
}

const isGrouped = (text: string, group: string) =>
  new RegExp(`^[-+\\s]*\\d{1,3}(\\${group}\\d{3})+(\\D\\d*)?$`).test(text)
