import type { CrudFilter, CrudFilters } from '@refinedev/core'
import type { ComponentType, ReactNode } from 'react'
import type { AnyRow } from './define'

/** How a column may be filtered. */
export type FilterKind =
  | 'text'
  /** A text that can only be filtered by its whole value, since no index finds a part of it. */
  | 'exact'
  | 'number'
  | 'money'
  | 'date'
  | 'options'
  | 'relation'
  | 'boolean'
  | 'array'
  | 'json'
  | 'key'
  | 'none'

/** The kind of input for a value. */
export type InputKind =
  | 'text'
  | 'area'
  | 'number'
  | 'money'
  | 'options'
  | 'flag'
  | 'dateTime'
  | 'day'
  | 'time'
  | 'tags'
  | 'choices'
  | 'json'
  | 'relation'

/** Where a value is shown: on one line in a list's cell, or with more space on a record's page. */
export type FieldPlace = 'list' | 'detail'

/** The props of a form's input; antd's Form.Item provides id, value and onChange. */
export interface InputProps {
  id?: string
  value?: unknown
  onChange?: (value: unknown) => void
  /** The other values of the form, for inputs that depend on them (a money input on its currency). */
  values?: AnyRow
  disabled?: boolean
  autoFocus?: boolean
  /** For an input without a visible label. */
  'aria-label'?: string
  'aria-invalid'?: boolean
  'aria-describedby'?: string
}

/** A kind of value for one column: how it is shown, filtered, sorted, edited and exported. */
export interface Field {
  label: string
  /** A help text below the input. */
  help?: string
  /** The width of its list column, in pixels. */
  width: number
  align?: 'right'
  filter: FilterKind
  /**
   * The column that must be filtered too: this column has no index, so filtering by it alone would read every row. Only
   * links filter by it; it is not offered in the filter menu, and a filter by it alone is dropped with a message.
   */
  onlyWith?: string
  /** For a column computed row by row: the condition that finds all rows with a value at once. */
  finds?: (value: string) => CrudFilter
  /** The unit in which people enter a number, such as in a filter: the stored number is `factor` times as large. */
  scale?: { factor: number; unit: string }
  /** The most decimals of the column; 0 for integers, undefined for any number. */
  digits?: number
  /** By default, true if an index begins with the column. */
  sortable?: boolean
  show: (value: unknown, row: AnyRow, place: FieldPlace) => ReactNode
  /** The value as plain text, for exports, diffs and titles. */
  text: (value: unknown, row: AnyRow) => string
  /** The kind of input in a form; without it, the field is not in the form. */
  input?: InputKind
  /** A custom input instead of the kind's, such as an editor; it is rendered inside an antd form. */
  Input?: ComponentType<InputProps & { field: Field }>
  /** Converts a stored value to the form's value, and back. */
  toForm?: (value: unknown) => unknown
  fromForm?: (value: unknown, values: AnyRow) => unknown
  /** Checks the form's value beyond the database's own constraints; returns a sentence if it is invalid. */
  validate?: (value: unknown, values: AnyRow) => string | undefined
  /** For fields with a fixed choice: the values with their labels. */
  options?: readonly Option[]
  /** For relations: the table and columns of the related row. */
  relation?: Relation
  /** For JSON documents: how they are edited. */
  document?: DocumentForm
  /** Takes the full width of a record's page. */
  wide?: boolean
  /** Too large to be read with every row of a list. */
  heavy?: boolean
  /** For money: the column with the currency. */
  currency?: string
  /** Whether a list shows the sum of its filtered rows. */
  sum?: boolean
}

/** One value of a fixed choice. */
export interface Option {
  value: string
  label: string
  tone?: string
}

/** The settings for a column's JSON documents. */
export interface DocumentForm {
  /**
   * An example document, which defines the fields of a new document or entry. It may depend on the rest of the form.
   */
  like?: readonly unknown[] | Readonly<Record<string, unknown>> | ((values: AnyRow) => unknown)
  /** The kinds of value a row may have, if not all are allowed. */
  kinds?: readonly ('text' | 'number' | 'flag' | 'lines' | 'group' | 'none')[]
  /** The meaning of a null value in the document. */
  whenNull?: string
}

/** The related table of a foreign key. */
export interface Relation {
  table: string
  /** The name it is embedded under in this row; empty if there is no foreign key and only filters use it. */
  embed: string
  /** The column of the related table that holds its name, or a part of it. */
  title: string
  /** The column of the related table used for searching. */
  search?: string
  /** A unique short code in the related table, which import files may use instead of the name. */
  code?: string
  /** The column that the foreign key refers to. */
  key: string
  /** More columns to read from the related table. */
  also?: readonly string[]
  /**
   * The rows that a form offers, depending on the form's other values; all rows if undefined. The value chosen when the
   * form opened stays on offer, and filters offer all rows.
   */
  only?: CrudFilters | ((values: AnyRow) => CrudFilters)
  /** The related row always exists and is visible: the list may be searched by it. */
  inner?: boolean
  /** The name of the related row, if one column is not enough. */
  name?: (other: AnyRow) => string
}

/** The options of a field factory besides the label. */
export type FieldOptions = Partial<Omit<Field, 'label'>>

/** Whether a value counts as empty: null, undefined, an empty text or list. */
export function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}

/** A column's name or a constraint's value as a label: `past_due` as “Past due”, `total_minor` as “Total”. */
export function humanize(name: string): string {
  const text = name
    .replace(/_(minor|id)$/, '')
    .replaceAll('_', ' ')
    .trim()
  return (text.charAt(0).toUpperCase() + text.slice(1)).replace(/\bai\b/i, 'AI')
}

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

/** Whether a text has the format of a UUID (RFC 9562). */
export function isUuid(text: string): boolean {
  return uuid.test(text)
}

/** A name that can be seen and clicked: one made only of spaces or invisible characters is replaced. */
export function seenName(name: string): string {
  return /[^\s\p{Z}\p{Cf}\p{Cc}]/u.test(name) ? name : 'Unnamed'
}
