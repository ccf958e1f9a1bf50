import { byteOrderMark, csvLine } from '@/ui/csv'
import { type AnyRow, embedded, type Resource } from '../define'
import { type Field, isEmpty } from '../field'
import { currencyOf } from '../fields/money'

/** The forms that an exported file may have. */
export type Format = 'csv' | 'json'

/** How rows become a file. */
export interface FileForm {
  type: string
  head: string
  rows: (rows: readonly AnyRow[], isFirst: boolean) => string
  tail: string
}

/** The columns that a list shows, in its order: first what stands in a row's first cell, its second line included. */
export function shownNames(resource: Resource, shown: readonly string[]): string[] {
  const [first = resource.key, ...others] = resource.titleColumns
  const unseen = [...others, ...secondLineNames(resource)].filter((name) => !shown.includes(name))
  return known(resource, [first, ...unseen, ...shown])
}

// Found by watching what the declaration reads of a row: columns, and relations by the name they are embedded under.
function secondLineNames({ secondary, fields }: Resource): string[] {
  const read: string[] = []
  try {
    secondary?.(new Proxy({}, { get: (_row, name) => void read.push(String(name)) }))
  } catch {
    // Some cannot do without a value; what they read is known by then.
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

/** A file of these columns; with `keys`, also of each record's key and those of the records it refers to. */
export function fileForm(
  resource: Resource,
  names: readonly string[],
  format: Format,
  keys: boolean,
): FileForm {
  return format === 'csv' ? csvForm(resource, names, keys) : jsonForm(resource, names, keys)
}

/** CSV for spreadsheets: plain decimals with their currency, moments in ISO 8601 and UTC, relations by name. */
function csvForm(resource: Resource, names: readonly string[], keys: boolean): FileForm {
  const keyText = (name: string) => (row: AnyRow) => (isEmpty(row[name]) ? '' : String(row[name]))
  const currencies = new Set(names)
  const columns = [
    ...(keys ? [{ name: resource.key, header: 'Key', text: keyText(resource.key) }] : []),
    ...fieldsOf(resource, names).flatMap(([name, field]) => {
      const { label: header, currency, relation } = field
      const parts = [{ name, header, text: (row: AnyRow) => field.text(row[name], row) }]
      if (keys && relation?.embed)
        parts.push({ name: `${name}_key`, header: `${header} key`, text: keyText(name) })
      // Once, however many amounts are in it.
      if (currency && !currencies.has(currency)) {
        currencies.add(currency)
        const text = (row: AnyRow) => currencyOf(row, currency)
        parts.push({ name: currency, header: 'Currency', text })
      }
      return parts
    }),
  ]
  const headers = columns.map(({ name, header }) =>
    // A reader could not tell two columns of one name apart.
    columns.some((other) => other.name !== name && other.header === header) ? `${header} (${name})` : header,
  )
  return {
    type: 'text/csv;charset=utf-8',
    head: byteOrderMark + csvLine(headers),
    rows: (rows) => rows.map((row) => csvLine(columns.map(({ text }) => text(row)))).join(''),
    tail: '',
  }
}

/** JSON for programs: the values as the database has them, by the names of their columns. */
function jsonForm(resource: Resource, names: readonly string[], keys: boolean): FileForm {
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

// Moments are written alike whichever backend sent them.
function valueIn(field: Field, value: unknown, row: AnyRow): unknown {
  return field.filter === 'date' && typeof value === 'string' ? field.text(value, row) : (value ?? null)
}
