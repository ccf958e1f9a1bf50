import { currencyCodes } from '@/resource/fields/currencies'
import { CsvProblem, csvRecords, guessDelimiter, withoutDelimiterLine } from '@/resource/transfer/readCsv'
import { isWrittenDay } from './writtenDays'

/** The kinds of column in a bank statement. */
export type Part = 'day' | 'amount' | 'credit' | 'debit' | 'currency' | 'name' | 'reference' | 'id'

/** A CSV file as a table, with the meaning of the columns that its headings reveal. */
export interface CsvFile {
  headings: string[]
  rows: { number: number; cells: string[] }[]
  columns: Partial<Record<Part, number>>
  /** The currency in the heading of the amounts: `Gutschrift in CHF`. */
  currency?: string
}

// Headings used by banks in the markets we serve; compared without case, accents and punctuation.
const headings: Readonly<Record<Part, readonly string[]>> = {
  day: [
    'buchungstag',
    'buchungsdatum',
    'buchung',
    'bookingdate',
    'bookedat',
    'date',
    'datum',
    'transactiondate',
    'dateoperation',
    'datedoperation',
    'datecomptable',
    'fecha',
    'fechaoperacion',
    'datacontabile',
    'dataoperacji',
    'completeddate',
    'posteddate',
    'postingdate',
  ],
  amount: [
    'betrag',
    'amount',
    'umsatz',
    'montant',
    'importe',
    'importo',
    'bedrag',
    'kwota',
    'creditdebitamount',
    'value',
  ],
  credit: [
    'haben',
    'gutschrift',
    'gutschriften',
    'credit',
    'creditamount',
    'paidin',
    'moneyin',
    'abono',
    'accrediti',
    'eingang',
  ],
  debit: [
    'soll',
    'lastschrift',
    'lastschriften',
    'belastung',
    'belastungen',
    'debit',
    'debitamount',
    'paidout',
    'moneyout',
    'cargo',
    'addebiti',
    'ausgang',
  ],
  currency: [
    'wahrung',
    'waehrung',
    'currency',
    'currencycode',
    'ccy',
    'curr',
    'devise',
    'divisa',
    'moneda',
    'waluta',
  ],
  name: [
    'auftraggeber',
    'beguenstigterzahlungspflichtiger',
    'begunstigterzahlungspflichtiger',
    'nameszahlungsbeteiligten',
    'namezahlungsbeteiligter',
    'auftraggeberempfanger',
    'name',
    'naamomschrijving',
    'payer',
    'counterparty',
    'counterpartyname',
    'zahlungspflichtiger',
    'zahlungspflichtigerin',
    'sender',
    'partnername',
    'ordenante',
  ],
  reference: [
    'verwendungszweck',
    'paymentreference',
    'reference',
    'description',
    'transactiondescription',
    'remittanceinformation',
    'avisierungstext',
    'mededelingen',
    'beschreibung',
    'beschreibung1',
    'details',
    'libelle',
    'concepto',
    'descrizione',
    'narrative',
    'bookingtext',
    'opisoperacji',
    'text',
    'memo',
  ],
  id: [
    'transactionid',
    'transaktionsid',
    'transaktionsnr',
    'bankreference',
    'zkbreference',
    'id',
    'umsatzid',
  ],
}

const plain = (text: string) =>
  text
    .normalize('NFD')
    .replace(/ß/g, 'ss')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')

const codes: ReadonlySet<string> = new Set(currencyCodes)

/** Splits a heading from a currency at its end: `Amount (EUR)`, `Gutschrift in CHF`, `Credit euros`. */
function headingOf(text: string): { name: string; currency?: string } {
  const [, name = '', written = ''] =
    /^(.*?[^\s(])[\s(]+(?:in )?([a-z]{3}|euros?)\)?$/i.exec(text.trim()) ?? []
  const currency = /^euros?$/i.test(written) ? 'EUR' : written.toUpperCase()
  return codes.has(currency) ? { name: plain(name), currency } : { name: plain(text) }
}

function columnsOf(cells: readonly string[]): CsvFile['columns'] {
  const names = cells.map((cell) => headingOf(cell).name)
  return Object.fromEntries(
    Object.entries(headings).flatMap(([part, known]) => {
      const place = known.map((one) => names.indexOf(one)).find((at) => at >= 0)
      return place === undefined ? [] : [[part, place]]
    }),
  )
}

// Matches 1'234.50, −12,50 and 12.50 CHF, but not an account number, which has no decimals.
const decimalAmount = /^[^\p{L}\d]{0,3}\d[\d.,'’\s]*[.,]\d{1,3}\s*([-+]|[\p{L}\p{Sc}]{1,4})?$/u
const isBooking = (cells: readonly string[]) =>
  cells.some(isWrittenDay) && cells.some((cell) => decimalAmount.test(cell) && !isWrittenDay(cell))

type Records = CsvFile['rows']

const isHead = (cells: readonly string[]) => {
  const found = columnsOf(cells)
  return found.day !== undefined && (found.amount ?? found.credit) !== undefined
}

function recordsOf(text: string, delimiter: string): Records {
  return [...csvRecords(withoutDelimiterLine(text.replace(/^\uFEFF/, '')), delimiter)]
    .map((cells, at) => ({ number: at + 1, cells: cells.map((cell) => cell.trim()) }))
    .filter(({ cells }) => cells.some(Boolean))
}

/**
 * The rows, split by the most likely delimiter. Lines about the account can outnumber the bookings and
 * mislead the first guess, so the other delimiters are tried too.
 */
function splitRecords(text: string): Records {
  const guessed = recordsOf(text, guessDelimiter(text))
  const tellsBy = (tells: (cells: readonly string[]) => boolean) => (records: Records) =>
    records.slice(0, 40).some(({ cells }) => tells(cells))
  if (tellsBy(isHead)(guessed)) return guessed
  const others = [';', ',', '\t'].map((delimiter) => {
    try {
      return recordsOf(text, delimiter)
    } catch (caught) {
      // Invalid quotes only mean that this delimiter is wrong.
      if (caught instanceof CsvProblem) return []
      throw caught
    }
  })
  const all = [guessed, ...others]
  return all.find(tellsBy(isHead)) ?? all.find(tellsBy(isBooking)) ?? guessed
}

/**
 * Reads the table of a statement. Banks put lines about the account above
 * it. The heading is the row that names a date and an amount, else the row
 * above the first booking. A file that begins with a booking has no heading.
 */
export function readCsvFile(text: string): CsvFile {
  const records = splitRecords(text)
  const top = records.slice(0, 40)
  const known = top.findIndex(({ cells }) => isHead(cells))
  const booking = top.findIndex(({ cells }) => isBooking(cells))
  const at = known >= 0 ? known : Math.max(0, booking - 1)
  const first = records[at]?.cells ?? []
  const width = records[booking]?.cells.length ?? 0
  // A row with less than half as many cells as the booking below it is not a heading.
  if (known < 0 && booking >= 0 && (booking === 0 || first.filter(Boolean).length * 2 < width))
    return { headings: Array(width).fill(''), rows: records.slice(booking), columns: {} }
  const columns = columnsOf(first)
  const currency = headingOf(first[columns.amount ?? columns.credit ?? -1] ?? '').currency
  return { headings: first, rows: records.slice(at + 1), columns, ...(currency && { currency }) }
}
