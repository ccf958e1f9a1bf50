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

/** A number, with a unit if needed. */
export const number = (label: string, { unit, ...options }: FieldOptions & { unit?: string } = {}) =>
  make(label, (value) => withUnit(value, unit), options)

// With as many decimals as the rate columns store.
const ratePercent = new Intl.NumberFormat(numberLocale, { style: 'percent', maximumFractionDigits: 4 })
const percentFormat = new Intl.NumberFormat(numberLocale, { style: 'percent', maximumFractionDigits: 1 })

/** A fraction stored as 0 to 1, shown as a percentage. */
export const share = (label: string, options?: FieldOptions) =>
  make(label, (value) => percentFormat.format(value), { scale: { factor: 0.01, unit: '%' }, ...options })

/** A duration as text: “850 ms”, “3.2 s”, “4 min 10 s”, “2 h 5 min”. */
export function durationText(milliseconds: number): string {
  // Rounded before splitting: 59.96 s is one minute, not “60 s”.
  if (Math.round(milliseconds) < 1000) return `${Math.round(milliseconds)} ms`
  const tenths = Math.round(milliseconds / 100)
  if (tenths < 600) return `${plain.format(tenths / 10)} s`
  const seconds = Math.round(milliseconds / 1000)
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} min${seconds % 60 ? ` ${seconds % 60} s` : ''}`
  return `${Math.floor(minutes / 60)} h${minutes % 60 ? ` ${minutes % 60} min` : ''}`
}

/** A duration, stored in milliseconds. */
export const duration = (label: string, options?: FieldOptions) =>
  make(label, durationText, { scale: { factor: 1000, unit: 's' }, ...options })

/** A duration, stored in seconds. */
export const seconds = (label: string, options?: FieldOptions) =>
  make(label, (value) => (value === 0 ? '0 s' : durationText(value * 1000)), {
    scale: { factor: 1, unit: 's' },
    ...options,
  })

function band(value: number): string {
  return value >= 75 ? 'green' : value >= 60 ? 'amber' : 'grey'
}

/** A score from 0 to 100, shown as a bar and a number. */
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
