import type { ReactNode } from 'react'
import { type Field, type FieldOptions, humanize, isEmpty } from '../field'

/** Shown for an empty value. */
export const none = (
  <span className="quiet">
    <span aria-hidden>—</span>
    <span className="visually-hidden">Empty</span>
  </span>
)

const asText = (value: unknown) => (isEmpty(value) ? '' : String(value))
const emptyToNull = (value: unknown) => (typeof value === 'string' && value.trim() === '' ? null : value)

function make(label: string, show: (text: string) => ReactNode, options?: FieldOptions): Field {
  return {
    label,
    width: 180,
    filter: 'text',
    input: 'text',
    fromForm: emptyToNull,
    text: asText,
    show: (value, _row, place) =>
      isEmpty(value) ? (
        none
      ) : place === 'list' ? (
        <span className="value-line">{show(asText(value))}</span>
      ) : (
        show(asText(value))
      ),
    ...options,
  }
}

/** A short text. */
export const text = (label: string, options?: FieldOptions) => make(label, (value) => value, options)

/** A text of several lines, shown with its line breaks. */
export const longText = (label: string, options?: FieldOptions): Field => ({
  ...make(label, (value) => <span className="value-long block measure body anywhere pre">{value}</span>, {
    input: 'area',
    wide: true,
    width: 280,
    ...options,
  }),
})

/** An identifier, in a monospaced font. */
export const code = (label: string, options?: FieldOptions) =>
  make(label, (value) => <code>{value}</code>, options)

/** A program's name for something, such as `early_bird`, shown as a label. */
export const programName = (label: string, options?: FieldOptions) =>
  make(label, (value) => humanize(value), options)

/** An email address, shown as a mailto link. */
export const email = (label: string, options?: FieldOptions) =>
  make(label, (value) => <a href={`mailto:${value}`}>{value}</a>, { width: 220, ...options })

/** A phone number: always a text, so that a leading zero or plus is kept. */
export const phone = (label: string, options?: FieldOptions) =>
  make(label, (value) => <a href={`tel:${value.replace(/[^+\d]/g, '')}`}>{value}</a>, {
    width: 140,
    ...options,
  })

/** A web address. Opens in a new tab and sends no referrer. */
export const url = (label: string, options?: FieldOptions) =>
  make(
    label,
    (value) =>
      /^https?:\/\//i.test(value) ? (
        <a href={value} target="_blank" rel="noopener noreferrer nofollow">
          {value.replace(/^https?:\/\/(www\.)?/i, '').replace(/\/$/, '')}
        </a>
      ) : (
        value
      ),
    { width: 220, ...options },
  )
