import type { CrudFilters } from '@refinedev/core'
import type { ComponentType, ReactNode } from 'react'
import type { AnyRow } from './define'

/** How a column may be filtered. */
export type FilterKind =
  | 'text'
  /** A text that is asked for as a whole only, since no index finds a part of it. */
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

/** How a value is asked for. */
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

/** Where a value is shown: one line in a list's cell, or with room in a detail. */
export type FieldPlace = 'list' | 'detail'

/** What an input of a form gets; antd's Form.Item gives id, value and onChange. */
export interface InputProps {
  id?: string
  value?: unknown
  onChange?: (value: unknown) => void
  /** The other values of the form, for inputs that depend on them (a money input on its currency). */
  values?: AnyRow
  disabled?: boolean
  autoFocus?: boolean
  /** Where no label stands beside it. */
  'aria-label'?: string
  'aria-invalid'?: boolean
  'aria-describedby'?: string
}

/** A kind of value, and one column of it: how it is shown, filtered, sorted, edited and exported. */
export interface Field {
  label: string
  /** A line below the input. */
  help?: string
  /** The width of its column in a list, in pixels. */
  width: number
  align?: 'right'
  filter: FilterKind
  /**
   * The column that must narrow the rows beside it: no index knows this one, so alone it would ask every row. Only links
   * filter by it; nobody is offered to, and what asks for it alone is left out, in words.
   */
  onlyWith?: string
  /** For a column that is worked out row by row: what each of its values says of a stored column, asked for beside it. */
  implies?: { column: string; of: (value: string) => readonly string[] | undefined }
  /** The unit in which people write a number, as in a filter: stored are `factor` times as many. */
  scale?: { factor: number; unit: string }
  /** The most decimals that its column keeps; 0 for whole numbers. Any where it is left out. */
  digits?: number
  /** By default whether an index begins with the column. */
  sortable?: boolean
  show: (value: unknown, row: AnyRow, place: FieldPlace) => ReactNode
  /** The value as plain text, for exports, diffs and titles. */
  text: (value: unknown, row: AnyRow) => string
  /** How it is asked for in a form; without it, the form does not. */
  input?: InputKind
  /** An input of its own instead of its kind's, such as an editor; it stands in a form of antd. */
  Input?: ComponentType<InputProps & { field: Field }>
  /** What the form holds for a stored value; the stored value for what the form holds. */
  toForm?: (value: unknown) => unknown
  fromForm?: (value: unknown, values: AnyRow) => unknown
  /** Refuses what the form holds with a sentence, beyond what the database's own constraints tell. */
  validate?: (value: unknown, values: AnyRow) => string | undefined
  /** For fields with a fixed choice: the values with their labels. */
  options?: readonly Option[]
  /** For relations: where the other row is found. */
  relation?: Relation
  /** For documents: how they are edited in words. */
  document?: DocumentForm
  /** Takes the whole width of a detail. */
  wide?: boolean
  /** Too heavy to be read with every row of a list. */
  heavy?: boolean
  /** For money: the column with the currency. */
  currency?: string
  /** Whether a list says what its filtered rows come to in it. */
  sum?: boolean
}

/** One value of a fixed choice. */
export interface Option {
  value: string
  label: string
  tone?: string
}

/** What is known of a column's documents. */
export interface DocumentForm {
  /** A document of its form: what a new one or a new entry of it is asked for. It may depend on the rest of the form. */
  like?: readonly unknown[] | Readonly<Record<string, unknown>> | ((values: AnyRow) => unknown)
  /** How a row's value may be given, where not in every way. */
  kinds?: readonly ('text' | 'number' | 'flag' | 'lines' | 'group' | 'none')[]
  /** What an empty value in it means. */
  whenNull?: string
}

/** The other side of a foreign key. */
export interface Relation {
  table: string
  /** The name it is embedded under in this row; empty where no foreign key leads there, and only filters use it. */
  embed: string
  /** The column there that names it, or a part of it. */
  title: string
  /** The column there to search in. */
  search?: string
  /** A short name there, unique, by which files may name it too. */
  code?: string
  /** The column there that the foreign key leads to. */
  key: string
  /** Further columns to read there. */
  also?: readonly string[]
  /**
   * Which rows of it a form offers, by the form's other values; all of them where nothing is said. What was chosen when
   * the form opened stays on offer, and filters offer all.
   */
  only?: CrudFilters | ((values: AnyRow) => CrudFilters)
  /** Always there and visible: the list may be searched by it. */
  inner?: boolean
  /** Its name, where one column is not enough. */
  name?: (other: AnyRow) => string
}

/** What a maker of fields takes besides the label. */
export type FieldOptions = Partial<Omit<Field, 'label'>>

/** Whether a value counts as empty everywhere: null, undefined, an empty text or list. */
export function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}

/** A column's name or a constraint's value in words: `past_due` as “Past due”, `total_minor` as “Total”. */
export function humanize(name: string): string {
  const text = name
    .replace(/_(minor|id)$/, '')
    .replaceAll('_', ' ')
    .trim()
  return (text.charAt(0).toUpperCase() + text.slice(1)).replace(/\bai\b/i, 'AI')
}

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

/** Whether a text has the form of a key of type uuid (RFC 9562). */
export function isUuid(text: string): boolean {
  return uuid.test(text)
}

/** A name as it can be seen and clicked: one of spaces, or of signs without a shape, is none. */
export function seenName(name: string): string {
  return /[^\s\p{Z}\p{Cf}\p{Cc}]/u.test(name) ? name : 'Unnamed'
}
