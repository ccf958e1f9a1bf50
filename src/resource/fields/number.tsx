import { Row } from '@/ui/layout'
import { numberLocale } from '@/ui/locale'
import { type Field, type FieldOptions, isEmpty } from '../field'
import { plainText } from './readNumber'
import { none } from './text'

const plain = new Intl.NumberFormat(numberLocale, { maximumFractionDigits: 4 })

function make(label: string, format: (value: number) => string, options?: FieldOptions): Field {
  return {
    label,
    width: 96,
    align: 'right',
    filter: 'number',
    input: 'number',
    text: (value) => (isEmpty(value) ? '' : plainText(Number(value))),
    show: (value) => (isEmpty(value) ? none : <span className="tabular">{format(Number(value))}</span>),
    ...options,
  }
}

function withUnit(value: number, unit: string | undefined): string {
  if (unit === '%') return ratePercent.format(value / 100)
  return unit ? `${plain.format(value)} ${unit}` : plain.format(value)
}

/** A number, with a unit where it needs one. */
export const number = (label: string, { unit, ...options }: FieldOptions & { unit?: string } = {}) =>
  make(label, (value) => withUnit(value, unit), options)

// As exactly as the columns of rates are stored.
const ratePercent = new Intl.NumberFormat(numberLocale, { style: 'percent', maximumFractionDigits: 4 })
const percentFormat = new Intl.NumberFormat(numberLocale, { style: 'percent', maximumFractionDigits: 1 })

/** A share, stored as 0 to 1. */
export const share = (label: string, options?: FieldOptions) =>
  make(label, (value) => percentFormat.format(value), { scale: { factor: 0.01, unit: '%' }, ...options })

/** A length of time in words: “850 ms”, “3.2 s”, “4 min 10 s”, “2 h 5 min”. */
export function durationText(milliseconds: number): string {
  // Rounded before it is split: 59.96 s is a minute, not “60 s”.
  if (Math.round(milliseconds) < 1000) return `${Math.round(milliseconds)} ms`
  const tenths = Math.round(milliseconds / 100)
  if (tenths < 600) return `${plain.format(tenths / 10)} s`
  const seconds = Math.round(milliseconds / 1000)
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} min${seconds % 60 ? ` ${seconds % 60} s` : ''}`
  return `${Math.floor(minutes / 60)} h${minutes % 60 ? ` ${minutes % 60} min` : ''}`
}

/** A length of time, stored in milliseconds. */
export const duration = (label: string, options?: FieldOptions) =>
  make(label, durationText, { scale: { factor: 1000, unit: 's' }, ...options })

/** A length of time, stored in seconds. */
export const seconds = (label: string, options?: FieldOptions) =>
  make(label, (value) => (value === 0 ? '0 s' : durationText(value * 1000)), {
    scale: { factor: 1, unit: 's' },
    ...options,
  })

function band(value: number): string {
  return value >= 75 ? 'green' : value >= 60 ? 'amber' : 'grey'
}

/** A score of 0 to 100, as a bar and its figure. */
export const score = (label: string, options?: FieldOptions): Field => ({
  ...make(label, String, { width: 108, ...options }),
  show: (value) =>
    isEmpty(value) ? (
      none
    ) : (
      <Row as="span" gap={8} inline justify="end">
        <span className="track" style={{ width: 44, height: 4 }} aria-hidden>
          <span style={{ width: `${Number(value)}%` }} data-tone={band(Number(value))} />
        </span>
        <span className="tabular">{Math.round(Number(value))}</span>
      </Row>
    ),
})
