import { numberLocale } from '@/ui/locale'
import { type AnyRow, embedded } from '../define'
import { type Field, type FieldOptions, isEmpty } from '../field'
import { minorDigits } from './currencies'
import { decimalOf, minorOf, type NumberForm, type ReadNumber, readNumber } from './readNumber'
import { none } from './text'

const formats = new Map<string, Intl.NumberFormat>()

function formatOf(currency: string): Intl.NumberFormat {
  let format = formats.get(currency)
  if (!format) {
    try {
      const digits = minorDigits(currency)
      format = new Intl.NumberFormat(numberLocale, {
        style: 'currency',
        currency,
        currencyDisplay: 'narrowSymbol',
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      })
    } catch {
      // Not an ISO 4217 code: shown as a plain number followed by the stored text.
      format = new Intl.NumberFormat(numberLocale, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
    }
    formats.set(currency, format)
  }
  return format
}

/** An amount of minor units in a currency, as people write it: 1234 EUR as “€12.34”, 0.3 EUR as “< €0.01”. */
export function moneyText(minor: number, currency: string): string {
  // A computed average may be below the smallest amount shown and still not be zero.
  const isLess = minor > 0 && minor < 0.5
  return `${isLess ? '< ' : ''}${formatOf(currency).format((isLess ? 1 : minor) / 10 ** minorDigits(currency))}`
}

/** An amount as a plain decimal with the digits of its currency, for files: 1234 EUR as “12.34”, 1234 KWD as “1.234”. */
export function decimalText(minor: number, currency: string): string {
  return decimalOf(minor, minorDigits(currency))
}

/** The currency of a row; it may be in an embedded row: `invoice.currency`. */
export function currencyOf(row: AnyRow, column: string): string {
  const [first = '', second] = column.split('.')
  const value = second ? embedded(row, first)?.[second] : row[first]
  return String(value ?? 'EUR')
}

/** An amount stored as an integer of minor units; `currency` names the column with its ISO 4217 code. */
export function money(label: string, { currency = 'currency', ...options }: FieldOptions = {}): Field {
  return {
    label,
    width: 120,
    align: 'right',
    filter: 'money',
    currency,
    sum: true,
    input: 'money',
    text: (value, row) => (isEmpty(value) ? '' : decimalText(Number(value), currencyOf(row, currency))),
    show: (value, row) =>
      isEmpty(value) ? (
        none
      ) : (
        <span className="tabular">{moneyText(Number(value), currencyOf(row, currency))}</span>
      ),
    ...options,
  }
}

const micros = new Intl.NumberFormat(numberLocale, { minimumFractionDigits: 4, maximumFractionDigits: 6 })

/** A cost stored in millionths of a currency. */
export function costMicros(
  label: string,
  { currency = 'cost_currency', ...options }: FieldOptions = {},
): Field {
  return {
    label,
    width: 110,
    align: 'right',
    filter: 'number',
    currency,
    sum: true,
    scale: { factor: 1e6, unit: '' },
    text: (value) => (isEmpty(value) ? '' : (Number(value) / 1e6).toFixed(6)),
    show: (value, row) =>
      isEmpty(value) ? (
        none
      ) : (
        <span className="tabular">{`${micros.format(Number(value) / 1e6)} ${currencyOf(row, currency)}`}</span>
      ),
    ...options,
  }
}

/** The number format of a field (decimals, currency, unit), which may depend on other values of its row. */
export function numberFormOf(field: Field, values: AnyRow = {}): NumberForm {
  return field.input === 'money'
    ? { currency: currencyOf(values, field.currency ?? 'currency') }
    : { digits: field.digits }
}

/** The stored value of a typed number or amount; undefined for other kinds of field. */
export function storedFigure(
  text: string,
  field: Field,
  values: AnyRow = {},
): { value: number } | { problem: string } | undefined {
  if (field.input !== 'number' && field.input !== 'money') return undefined
  const form = numberFormOf(field, values)
  const read: ReadNumber = readNumber(text, form)
  if ('problem' in read) return read
  return {
    value: form.currency ? minorOf(read.plain, minorDigits(form.currency)) : Number(read.plain),
  }
}
