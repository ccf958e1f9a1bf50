import { byteOrderMark, csvLine } from '@/ui/csv'
import { type AnyRow, embedded, type Resource } from '../define'
import { type Field, isEmpty } from '../field'
import { currencyOf } from '../fields/money'

/** The formats of an exported file. */
export type Format = 'csv' | 'json'

/** Converts rows to the content of a file. */
export interface FileSerializer {
  type: string
  head: string
  rows: (rows: readonly AnyRow[], isFirst: boolean) => string
  tail: string
}

/** The columns that a list shows, in its order: first those of a row's first cell, including its second line. */
export function shownNames(resource: Resource, shown: readonly string[]): string[] {
  const [first = resource.key, ...others] = resource.titleColumns
  const unseen = [...others, ...secondLineNames(resource)].filter((name) => !shown.includes(name))
  return known(resource, [first, ...unseen, ...shown])
}

// Records which properties the declaration's function reads from a row: columns, and embedded relations by name.
function secondLineNames({ secondary, fields }: Resource): string[] {
  const read: string[] = []
  try {
    secondary?.(new Proxy({}, { get: (_row, name) => void read.push(String(name)) }))
  } catch {
    // Some functions fail without a value; by then their reads are recorded.
  }
  return read.map((name) => Object.keys(fields).find((one) => fields[one]?.relation?.embed === name) ?? name)
}

/** All declared columns, those that the list shows first. */
export function allNames(resource: Resource, shown: readonly string[]): string[] {
  return known(resource, [...resource.titleColumns, ...shown, ...Object.keys(resource.fields)])
}

function known(resource: Resource, names: readonly string[]): string[] {
  return [...new Set(names)].filter((name) => Object.hasOwn(resource.fields, name))
}

/** The file content for these columns; with `keys`, also each record's key and the keys of related records. */
export function fileSerializer(
  resource: Resource,
  names: readonly string[],
  format: Format,
  keys: boolean,
): FileSerializer {
  return format === 'csv' ? csvForm(resource, names, keys) : jsonForm(resource, names, keys)
}

/** CSV for spreadsheets: plain decimals with their currency, timestamps in ISO 8601 and UTC, relations by name. */
function csvForm(resource: Resource, names: readonly string[], keys: boolean): FileSerializer {
  const keyText = (name: string) => (row: AnyRow) => (isEmpty(row[name]) ? '' : String(row[name]))
  const currencies = new Set(names)
  const columns = [
    ...(keys ? [{ name: resource.key, header: 'Key', text: keyText(resource.key) }] : []),
    ...fieldsOf(resource, names).flatMap(([name, field]) => {
      const { label: header, currency, relation } = field
      const parts = [{ name, header, text: (row: AnyRow) => field.text(row[name], row) }]
      if (keys && relation?.embed)
        parts.push({ name: `${name}_key`, header: `${header} key`, text: keyText(name) })
      // One currency column, even if several amounts use it.
      if (currency && !currencies.has(currency)) {
        currencies.add(currency)
        const text = (row: AnyRow) => currencyOf(row, currency)
        parts.push({ name: currency, header: 'Currency', text })
      }
      return parts
    }),
  ]
  const headers = columns.map(({ name, header }) =>
    // Two columns with the same heading could not be told apart.
    columns.some((other) => other.name !== name && other.header === header) ? `${header} (${name})` : header,
  )
  return {
    type: 'text/csv;charset=utf-8',
    head: byteOrderMark + csvLine(headers),
    rows: (rows) => rows.map((row) => csvLine(columns.map(({ text }) => text(row)))).join(''),
    tail: '',
  }
}

/** JSON for programs: the stored values, by column name. */
function jsonForm(resource: Resource, names: readonly string[], keys: boolean): FileSerializer {
  const columns = fieldsOf(resource, names)
  const objectOf = (row: AnyRow) => {
    const object: AnyRow = keys ? { [resource.key]: row[resource.key] } : {}
    for (const [name, field] of columns) {
      object[name] = valueIn(field, row[name], row)
      if (field.currency) object[field.currency] ??= currencyOf(row, field.currency)
      const embed = field.relation?.embed
      if (embed) object[embed] = embedded(row, embed) ?? null
    }
    return object
  }
  return {
    type: 'application/json',
    head: '[',
    rows: (rows, isFirst) =>
      `${isFirst ? '\n' : ',\n'}${rows.map((row) => JSON.stringify(objectOf(row))).join(',\n')}`,
    tail: '\n]\n',
  }
}

function fieldsOf(resource: Resource, names: readonly string[]): [string, Field][] {
  return names.flatMap((name): [string, Field][] => {
    const field = resource.fields[name]
    return field ? [[name, field]] : []
  })
}

// Timestamps are normalised, since backends format them differently.
function valueIn(field: Field, value: unknown, row: AnyRow): unknown {
  return field.filter === 'date' && typeof value === 'string' ? field.text(value, row) : (value ?? null)
}
