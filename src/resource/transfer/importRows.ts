import type { DataProvider } from '@refinedev/core'
import { writableColumn } from '@/supabase/columnRules'
import { isUnstorable } from '../constraints'
import type { AnyRow } from '../define'
import { type Field, isUuid, type Relation } from '../field'
import { problemsOf } from '../form/FieldInputs'
import type { FileTable } from './fileTable'
import type { Importable, Mapping } from './mapping'
import { readCell, shortened } from './readCell'
import { yieldToPage } from './readCsv'
import { withRetries } from './withRetries'

/** A row of the file that passed the local checks: its number, and its values as stored. */
export interface GoodRow {
  number: number
  values: AnyRow
}

/** The rows of a file before the database has checked them. */
export interface Prepared {
  good: GoodRow[]
  /** The reason why a row cannot be written, by row number. */
  bad: Map<number, string>
  /** The columns that the file fills. */
  columns: string[]
}

const atOnce = 1000
const namedAtOnce = 50
/** The most characters of names in one address, and of one name. */
const longestAsked = 5_000
const longestName = 200

interface PrepareOptions {
  provider: DataProvider
  resource: Importable
  table: FileTable
  mapping: Mapping
  signal: AbortSignal
}

/**
 * Parses the cells of all rows by their columns' kinds, looks up related records by name, and checks everything by the
 * same rules as the forms.
 */
export async function prepare({
  provider,
  resource,
  table,
  mapping,
  signal,
}: PrepareOptions): Promise<Prepared> {
  const columns = resource.import.columns.filter((column) => mapping[column] && resource.fields[column])
  const fields = Object.fromEntries(
    resource.import.columns.flatMap((column) => {
      const field = resource.fields[column]
      return field ? [[column, field]] : []
    }),
  ) as Record<string, Field>
  const problem = problemsOf(fields, resource.table, true)
  const textOf = (cells: readonly string[], column: string) => {
    const from = mapping[column]
    if (!from) return ''
    return 'same' in from ? from.same : (cells[from.heading] ?? '')
  }
  const inCase = Object.fromEntries(columns.map((column) => [column, codeReader(resource.table, column)]))
  const keys = await findRelated({ provider, resource, table, signal, columns, textOf })

  const good: GoodRow[] = []
  const bad = new Map<number, string>()
  for (const [index, { number, cells, problem: unread }] of table.rows.entries()) {
    if (index % atOnce === 0) await yieldToPage(signal)
    const values: AnyRow = {}
    const problems: string[] = unread ? [unread] : []
    const noRecord = nonRecordReason(cells, table.headings)
    if (noRecord) {
      bad.set(number, noRecord)
      continue
    }
    const refuse = (column: string, why: string) => problems.push(`${fields[column]?.label}: ${why}`)
    for (const column of columns) {
      const field = fields[column] as Field
      const text = textOf(cells, column)
      const read = field.relation
        ? keys[column]!(text.trim())
        : readCell(
            text,
            field,
            field.currency ? textOf(cells, field.currency).trim().toUpperCase() || 'EUR' : '',
          )
      if ('problem' in read) refuse(column, read.problem)
      // An empty cell is ignored: it replaces neither a default nor an existing value.
      else if (read.value !== null) values[column] = inCase[column]!(read.value)
    }
    if (problems.length === 0) {
      for (const column of Object.keys(fields)) {
        const why = problem(column, values[column] ?? null, values)
        if (why) refuse(column, why)
      }
    }
    if (
      cells.length > table.headings.length &&
      cells.slice(table.headings.length).some((cell) => cell.trim())
    ) {
      problems.push(`It has ${cells.length} cells, the file has ${table.headings.length} columns`)
    }
    if (problems.length === 0 && JSON.stringify(values).length > longestRow) problems.push('It is too long')
    if (problems.length > 0) bad.set(number, `${[...new Set(problems)].join('. ')}.`)
    else good.push({ number, values })
  }
  return { good, bad, columns }
}

// The label of a total row at the end of a report: "Total", "Grand total:", "Summe", "Total (1,511 rows)".
const totals =
  /^(grand |sub-?)?(totals?|sum|sums|count|summe|gesamt|gesamtsumme|somme|total général|suma|totale|totaal|anzahl|итого|合計|总计)(?=$|[\s:=(\d])[\s:=(]*[\d.,\s%€$£]*(rows|records|leads)?\)?$/iu

/** Why a row is not a record: repeated headings, or the total of a column. */
function nonRecordReason(cells: readonly string[], headings: readonly string[]): string | undefined {
  const filled = cells.map((cell) => cell.trim()).filter(Boolean)
  if (filled.length > 1 && headings.every((heading, index) => (cells[index] ?? '').trim() === heading))
    return 'It repeats the headings.'
  const [first = '', ...rest] = filled
  return totals.test(first) && rest.every((cell) => /^[\d.,\s%€$£A-Z-]*\d[\d.,\s%€$£A-Z-]*$/.test(cell))
    ? 'It looks like the sum under a column.'
    : undefined
}

/** The most characters of a row that the database accepts. */
const longestRow = 100_000

/**
 * The address in an email program's format, Ada <ada@mail.test> or mailto:ada@mail.test?subject=Hi; other texts are
 * returned unchanged.
 */
function bareAddress(text: string): string {
  // Removes invisible characters, and replaces dots and @ signs of other scripts.
  const plain = text
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .normalize('NFKC')
    .replaceAll('。', '.')
  const inside = /^[^<>]*<\s*([^<>]*@[^<>]*?)\s*>[\s;,.]*$/.exec(plain)?.[1] ?? plain
  const [, link] = /^\s*mailto:([^?#]*)/i.exec(inside) ?? []
  return (link?.replace(/%40/g, '@') ?? inside).replace(/\s*\([^()]*\)\s*/g, '').trim()
}

/**
 * Returns a parser for a column's codes, such as a country's, that ignores case: `de` is DE, `EN` is en; also for
 * addresses.
 */
function codeReader(table: string, column: string): (value: unknown) => unknown {
  const pattern = writableColumn(table, column)?.pattern
  if (pattern === undefined) return (value) => value
  if (pattern.includes('@')) return (value) => (typeof value === 'string' ? bareAddress(value) : value)
  const allowed = new RegExp(pattern, 'u')
  return (value) =>
    typeof value === 'string'
      ? ([value, value.toUpperCase(), value.toLowerCase()].find((one) => allowed.test(one)) ?? value)
      : value
}

type Lookup = (text: string) => { value: unknown } | { problem: string }

interface FindOptions extends Omit<PrepareOptions, 'mapping'> {
  columns: readonly string[]
  textOf: (cells: readonly string[], column: string) => string
}

/** For each relation column, how its texts become keys: a key is used as it is, a name is looked up. */
async function findRelated(options: FindOptions): Promise<Record<string, Lookup>> {
  const { provider, resource, table, signal, columns, textOf } = options
  const lookups: Record<string, Lookup> = {}
  for (const column of columns) {
    const relation = resource.fields[column]?.relation
    if (!relation) continue
    const texts = new Set(table.rows.map(({ cells }) => textOf(cells, column).trim()))
    const found = new Map<string, unknown[]>()
    for (const some of askable([...texts].filter((text) => text !== '' && !isUuid(text)))) {
      for (const by of [relation.title, relation.code]) {
        if (!by) continue
        for (const row of await withRetries(() => named(provider, relation, by, some, signal), { signal })) {
          const name = String(row[by]).normalize()
          found.set(name, [...new Set([...(found.get(name) ?? []), row[relation.key]])])
        }
      }
    }
    lookups[column] = (text) => {
      if (text === '') return { value: null }
      if (isUuid(text)) return { value: text }
      const keys = found.get(text.normalize()) ?? []
      if (keys.length === 1) return { value: keys[0] }
      return { problem: `${keys.length === 0 ? 'Nothing' : 'More than one'} is called “${shortened(text)}”` }
    }
  }
  return lookups
}

/** Splits names into batches that are short enough for an address; omits texts that no record can be named. */
function askable(texts: readonly string[]): string[][] {
  const pieces: string[][] = []
  let length = longestAsked
  for (const text of texts) {
    if (isUnstorable(text) || text.length > longestName) continue
    // An accented letter may be stored as one character or as two (NFC or NFD).
    const forms = [...new Set([text, text.normalize('NFC'), text.normalize('NFD')])]
    const more = encodeURIComponent(forms.join('","')).length
    if (length + more > longestAsked || (pieces.at(-1)?.length ?? 0) >= namedAtOnce) {
      pieces.push([])
      length = 0
    }
    pieces.at(-1)?.push(...forms)
    length += more
  }
  return pieces
}

async function named(
  provider: DataProvider,
  relation: Relation,
  by: string,
  names: readonly string[],
  signal: AbortSignal,
): Promise<AnyRow[]> {
  const key = relation.key
  const { data } = await provider.getList({
    resource: relation.table,
    pagination: { mode: 'off' },
    sorters: [{ field: key, order: 'asc' }],
    filters: [{ field: by, operator: 'in', value: names }],
    meta: { select: `${key},${by}`, tieBreak: key, signal },
  })
  return data as AnyRow[]
}
