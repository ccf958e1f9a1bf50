/**
 * Generates the database types for TypeScript, and the metadata of each column from its constraints, read from the
 * catalog.
 */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { generateTypescript, introspect, sortGeneratorMetadata } from '@supabase/postgrest-typegen'
import type { WritableColumn } from '../src/supabase/columnRules.ts'
import type { Backend } from '../supabase/local/backend.ts'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

interface CatalogColumn {
  relation: string
  /** The column's position; from 10,000 on, a column computed by a function. */
  place: number
  column: string
  type: string
  decimals: number | null
  nullable: boolean
  generated: boolean
  has_default: boolean
  default_expression: string | null
  generated_expression: string | null
  key: boolean
  indexed: boolean
  unique: boolean
  references: { table: string; column: string } | null
  checks: string[]
}

const catalogColumns = `
select * from (
select c.relname as relation, a.attnum as place, a.attname as column, t.typname as type,
  -- Of numeric(5, 2), the second.
  case when t.typname = 'numeric' and a.atttypmod > 4 then (a.atttypmod - 4) & 2047 end as decimals,
  not a.attnotnull as nullable,
  a.attgenerated <> '' or a.attidentity = 'a' as generated,
  a.atthasdef and a.attgenerated = '' as has_default,
  case when a.attgenerated = '' then (
    select pg_get_expr(d.adbin, d.adrelid) from pg_attrdef d where d.adrelid = a.attrelid and d.adnum = a.attnum
  ) end as default_expression,
  case when a.attgenerated <> '' then (
    select pg_get_expr(d.adbin, d.adrelid) from pg_attrdef d where d.adrelid = a.attrelid and d.adnum = a.attnum
  ) end as generated_expression,
  exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'p' and a.attnum = any (k.conkey)) as key,
  -- What a list can be sorted by: a partial or a trigram index does not serve for that.
  exists (
    select from pg_index i join pg_class x on x.oid = i.indexrelid join pg_am m on m.oid = x.relam
    where i.indrelid = c.oid and i.indkey[0] = a.attnum and i.indpred is null and m.amname = 'btree'
  ) as indexed,
  exists (
    select from pg_index i
    where i.indrelid = c.oid and i.indisunique and i.indnkeyatts = 1 and i.indkey[0] = a.attnum and i.indpred is null
  ) as unique,
  (
    select json_build_object('table', f.relname, 'column', fa.attname)
    from pg_constraint k
    join pg_class f on f.oid = k.confrelid and f.relnamespace = c.relnamespace
    join pg_attribute fa on fa.attrelid = f.oid and fa.attnum = k.confkey[1]
    where k.conrelid = c.oid and k.contype = 'f' and k.conkey = array[a.attnum]
    order by k.conname limit 1
  ) as references,
  coalesce((
    select json_agg(pg_get_constraintdef(k.oid) order by k.conname)
    from pg_constraint k where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum]
  ), '[]') as checks
from pg_class c
join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
join pg_type t on t.oid = a.atttypid
where c.relkind in ('r', 'v', 'm', 'p')
union all
-- Computed of a row by a function: read and filtered by as a column is.
select c.relname, 10000, p.proname, t.typname, null, true, true, false, null, null, false, false, false, null, '[]'
from pg_class c
join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
join pg_proc p on p.pronamespace = n.oid and p.pronargs = 1 and p.proargtypes[0] = c.reltype and p.prorettype <> 'trigger'::regtype
join pg_type t on t.oid = p.prorettype
where c.relkind in ('r', 'v', 'm', 'p')
) x order by relation collate "C", place, "column" collate "C"`

const text = (literal: string) => literal.replaceAll("''", "'")

/**
 * POSIX character classes, which JavaScript does not have, as JavaScript's equivalents; all of ours are inside
 * brackets.
 */
const posixClasses: Record<string, string> = {
  '[:space:]': '\\s',
  '[:digit:]': '\\d',
  '[:alpha:]': 'a-zA-Z',
  '[:alnum:]': 'a-zA-Z0-9',
  '[:upper:]': 'A-Z',
  '[:lower:]': 'a-z',
}

/** The metadata that one condition of a CHECK gives for its column; other kinds of conditions give none. */
function metadataOfCondition(condition: string): Partial<WritableColumn> {
  const integer = (digits: string) => Number(digits)
  const number = String.raw`\(?'?(-?\d+(?:\.\d+)?)'?\)?(?:::\w+)?`
  let found = /^\w+ (?:= ANY \(|<@ )ARRAY\[(.*)\]\)?$/.exec(condition)
  if (found)
    return { options: [...found[1]!.matchAll(/'((?:[^']|'')*)'::/g)].map(([, value]) => text(value!)) }
  found = /^\w+ = '((?:[^']|'')*)'::text$/.exec(condition)
  if (found) return { options: [text(found[1]!)] }
  found = /^char_length\(\w+\) (>=|<=) (\d+)$/.exec(condition)
  if (found) return { [found[1] === '>=' ? 'minLength' : 'maxLength']: integer(found[2]!) }
  found = new RegExp(`^\\w+ (>=|<=|>) ${number}$`).exec(condition)
  if (found) {
    const bound = integer(found[2]!)
    if (found[1] === '<=') return { max: bound }
    // Every "greater than" in our constraints is on integers.
    return { min: found[1] === '>' ? bound + 1 : bound }
  }
  found = /^\w+ ~ '((?:[^']|'')*)'::text$/.exec(condition)
  if (found) return { pattern: text(found[1]!).replace(/\[:\w+:\]/g, (name) => posixClasses[name] ?? name) }
  return {}
}

/** The conditions of `CHECK ((a) AND (b))`, without their outer parentheses. */
function conditionsOf(check: string): string[] {
  const unwrap = (part: string): string => {
    if (!part.startsWith('(') || !part.endsWith(')')) return part
    let depth = 0
    let quoted = false
    for (const [i, char] of [...part].entries()) {
      if (char === "'") quoted = !quoted
      else if (!quoted && char === '(') depth += 1
      else if (!quoted && char === ')') depth -= 1
      if (depth === 0 && i < part.length - 1) return part
    }
    return unwrap(part.slice(1, -1))
  }
  return unwrap(check.replace(/^CHECK /, ''))
    .split(' AND ')
    .map(unwrap)
}

/** The default of a column if it is a constant number, text or boolean. */
function defaultOf(expression: string | null): Pick<WritableColumn, 'default'> {
  if (expression === null) return {}
  if (/^(true|false)$/.test(expression)) return { default: expression === 'true' }
  if (/^-?\d+(\.\d+)?$/.test(expression)) return { default: Number(expression) }
  const found = /^'((?:[^']|'')*)'::(?:text|time without time zone)$/.exec(expression)
  return found ? { default: text(found[1]!) } : {}
}

function metadataOf(column: CatalogColumn, isView: boolean): WritableColumn {
  return {
    type: column.type,
    ...(column.decimals !== null && { decimals: column.decimals }),
    ...(column.key && { key: true }),
    // Postgres reports all columns of a view as nullable, which means nothing.
    ...(column.nullable && !isView && { nullable: true }),
    ...(column.place >= 10_000 && { computed: true }),
    ...(column.generated && { generated: true }),
    ...(column.has_default && { hasDefault: true }),
    ...defaultOf(column.default_expression),
    ...(column.indexed && { indexed: true }),
    ...(column.unique && { unique: true }),
    ...(column.references && { references: column.references }),
    ...Object.assign({}, ...column.checks.flatMap(conditionsOf).map(metadataOfCondition)),
  }
}

/**
 * Adds to the columns of a table what a computed column says about them: which column to use for filtering and sorting.
 */
function addFolding(
  table: Record<string, WritableColumn>,
  { column, generated_expression, indexed }: CatalogColumn,
) {
  if (column === 'folded') {
    const names = /'\{([\w,]+)\}'::text\[\]/.exec(generated_expression ?? '')?.[1]?.split(',') ?? []
    for (const name of names) table[name] = { ...table[name]!, folded: true }
  } else if (column === 'sort_name') {
    const name = /^private\.folded\((\w+)\)$/.exec(generated_expression ?? '')?.[1]
    if (name) table[name] = { ...table[name]!, ...(indexed && { indexed }), sortedBy: column }
  }
}

const columnsHeader = `// Written by \`npm run types\` from the migrations: change those, not this.

/** The column metadata that every list needs. A flag that is false is left out. */
export interface ColumnMetadata {
  /** Postgres' name of the column's type, such as \`uuid\`, \`timestamptz\`, \`int4\`, or \`_text\` for \`text[]\`. */
  type: string
  /** Part of the primary key. */
  key?: true
  nullable?: true
  /** A full (not partial) index begins with this column: sorting by it is quick. */
  indexed?: true
  /** Its text without case and accents is stored in the column \`folded\`, under its name: filters use that. */
  folded?: true
  /** The column used for sorting instead of this one. */
  sortedBy?: string
  unique?: true
  /** Computed from a row by a function: only read if named explicitly. */
  computed?: true
  /** The number of decimals of a numeric column. */
  decimals?: number
  /** Maximum length in characters. */
  maxLength?: number
}

/** Metadata of the columns of each table and view in \`public\`; for views only the types. */
`

const rulesHeader = `// Written by \`npm run types\` from the migrations: change those, not this.
import { type ColumnMetadata, columns } from './columns'

/** The rules for values written to a column; loaded only with code that writes. */
export interface ColumnRules {
  /** Computed by the database: not writable. */
  generated?: true
  hasDefault?: true
  /** The default, if it is a constant. */
  default?: string | number | boolean
  references?: { readonly table: string; readonly column: string }
  /** The only values allowed; for an array, the only elements allowed. */
  options?: readonly string[]
  /** Smallest and largest number allowed. */
  min?: number
  max?: number
  /** Minimum length in characters. */
  minLength?: number
  /** A regular expression the value must match, in JavaScript's syntax. */
  pattern?: string
}

/** The metadata and rules of a column. */
export type WritableColumn = ColumnMetadata & ColumnRules

/** The metadata and rules of one column; undefined if there is no such column. */
export function writableColumn(table: string, name: string): WritableColumn | undefined {
  const metadata = columns[table]?.[name]
  return metadata && { ...metadata, ...rules[table]?.[name] }
}

`

const ruleNames: readonly string[] = [
  'generated',
  'hasDefault',
  'default',
  'references',
  'options',
  'min',
  'max',
  'minLength',
  'pattern',
]

/** The columns of each table with the wanted metadata; with `leaveOutEmpty` only columns and tables that have any. */
function picked(
  columns: Record<string, Record<string, WritableColumn>>,
  wanted: (name: string) => boolean,
  leaveOutEmpty: boolean,
) {
  const only = (values: object, of: (value: never) => object) =>
    Object.fromEntries(
      Object.entries(values)
        .map(([name, value]) => [name, of(value as never)] as const)
        .filter(([, value]) => !leaveOutEmpty || Object.keys(value).length > 0),
    )
  return only(columns, (table: object) =>
    only(table, (metadata: object) =>
      Object.fromEntries(Object.entries(metadata).filter(([name]) => wanted(name))),
    ),
  )
}

function format(source: string, path: string): string {
  return execFileSync(join(root, 'node_modules/.bin/biome'), ['format', `--stdin-file-path=${path}`], {
    input: source,
    stdio: ['pipe', 'pipe', 'ignore'],
    encoding: 'utf8',
    cwd: root,
    maxBuffer: 1 << 26,
  })
}

const generated = ['database.types.ts', 'columns.ts', 'columnRules.ts']

/** All handwritten code of `src` as one text. */
function sources(): string {
  return readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !generated.includes(basename(path)))
    .map((path) => readFileSync(join(root, 'src', path), 'utf8'))
    .join('\n')
}

/**
 * `src/supabase/database.types.ts`, `columns.ts` and `columnRules.ts`, by their path. The database must contain only
 * the migrations.
 */
export async function typeFiles(backend: Backend): Promise<Record<string, string>> {
  const catalog = await introspect(backend.pglite, { includedSchemas: ['public'] })
  const types = await generateTypescript(sortGeneratorMetadata(catalog), {})

  const rows = await backend.sql<CatalogColumn>(catalogColumns)
  const views = new Set(
    (
      await backend.sql<{ name: string }>(`select viewname as name from pg_views where schemaname = 'public'`)
    ).map(({ name }) => name),
  )
  const columns: Record<string, Record<string, WritableColumn>> = {}
  // The browser loads them before the first page, so tables that no page names are left out.
  const named = new Set(sources().match(/[a-z]\w*/g))
  for (const row of rows.filter(({ relation }) => named.has(relation))) {
    columns[row.relation] ??= {}
    columns[row.relation]![row.column] = metadataOf(row, views.has(row.relation))
  }
  for (const row of rows) if (columns[row.relation]) addFolding(columns[row.relation]!, row)
  const metadata = JSON.stringify(picked(columns, (name) => !ruleNames.includes(name), false))
  const rules = JSON.stringify(picked(columns, (name) => ruleNames.includes(name), true))
  const typed = (name: string, type: string) =>
    `const ${name}: Readonly<Record<string, Readonly<Record<string, ${type}>>>> =`
  return {
    'src/supabase/database.types.ts': `// Written by \`npm run types\` from the migrations: change those, not this.\n${types}`,
    'src/supabase/columns.ts': format(
      `${columnsHeader}export ${typed('columns', 'ColumnMetadata')} ${metadata}\n`,
      'src/supabase/columns.ts',
    ),
    'src/supabase/columnRules.ts': format(
      `${rulesHeader}${typed('rules', 'ColumnRules')} ${rules}\n`,
      'src/supabase/columnRules.ts',
    ),
  }
}
