import type { CrudFilters } from '@refinedev/core'
import type { ComponentType, ReactNode } from 'react'
import type { Database } from '@/supabase/database.types'
import { keyColumnOf, metadataOf } from '@/supabase/metadata'
import type { TableRow } from '@/supabase/rows'
import type { Role } from '@/supabase/session'
import type { AnyAction, BulkAction, CreateCall, RecordAction } from './actions'
import { type Field, seenName } from './field'
import { withPlainFallback } from './plainFallback'

type Tables = Database['public']['Tables']

/** The name of a database table. */
export type TableName = keyof Tables & string

/** A column of a table. */
export type ColumnOf<T extends TableName> = keyof TableRow<T> & string

/** A row of any table. */
export type AnyRow = Record<string, unknown>

/** Rows that wait for somebody: counted, ranked, and linked to the list of exactly those rows. */
export interface Waiting {
  /** The text after the number: “replies wait for an answer”. */
  label: string
  /** The query of the list's address that shows them; exactly the rows of that list are counted. */
  urlQuery: string
  /**
   * The rank, which counts more than the number: 1 if somebody is harmed while it waits, 2 (default) for today, 3 for
   * this week.
   */
  urgency?: 1 | 2 | 3
}

/** Rows that wait on a page other than a list, whose address does not define the rows. */
export interface PageWaiting extends Waiting {
  /** The table or view whose rows are counted. */
  resource: string
  /** The filter of those rows; all rows if missing. */
  where?: CrudFilters
}

/** What the console knows about a resource before its page is loaded: one entry in its domain's index. */
export interface ResourceEntry {
  table: TableName
  /** The plural, as the title of the list and in the menu: “Leads”. */
  label: string
  icon: ReactNode
  /** The roles that may open it; admins always may. */
  roles: readonly Role[]
  /** Its place in the menu; without it, the resource is only reached through links. */
  menu?: { shortcut?: string }
  /** A table with the same keys whose page shows more: links and the menu go there if the person may open it. */
  fuller?: TableName
  /** The rows that wait for somebody, shown as a count in the menu and on the home page. */
  waiting?: Waiting
  load: () => Promise<{ default: Resource }>
}

/**
 * More rows of a list that wait for somebody, shown on the home page of people who may open that list, but not in the
 * menu.
 */
export interface Need extends Waiting {
  key: string
  table: TableName
}

/** A chart that can be pinned to a home page: its key is the chart's `pin`. */
export interface PinnableChart {
  key: string
  roles: readonly Role[]
  load: () => Promise<{ default: ComponentType }>
}

/** A page other than the list of a table, such as a queue: one entry in its domain's index. */
export interface PageEntry {
  /** Its address; addresses below it belong to the page too. */
  path: string
  label: string
  icon: ReactNode
  /** The roles that may open it; admins always may. */
  roles: readonly Role[]
  /** Its place in the menu, before the tables of its domain. */
  menu?: { shortcut?: string }
  /** The number of waiting items, shown in the menu and on the home page. */
  waiting?: PageWaiting
  load: () => Promise<{ default: ComponentType }>
}

/** A heading with its fields, on a record's page or in a form. */
export interface Section<Column extends string = string> {
  title?: string
  fields: readonly Column[]
}

/** A list of another table's rows that belong to a record. */
export interface RelatedList {
  table: TableName
  /** The column in the other table that holds this record's key; with several columns, any of them. */
  by: string | readonly string[]
  title?: string
  /**
   * The columns shown, out of those that the other table declares; by default the columns of its own list without this
   * relation.
   */
  columns?: readonly string[]
  sort?: string
  /** The initial values of a new row for this record, besides the record's key. */
  initial?: (row: AnyRow) => AnyRow
  /** Whether rows may be added to this record in its current state. */
  canAdd?: (row: AnyRow) => boolean
}

/**
 * Allows importing rows from a CSV file. The database enforces `private.import_rules`; this declaration only controls
 * what is shown.
 */
export interface ImportDeclaration<Column extends string = string> {
  /** The natural key: rows of a file with the same values in these columns are one record. */
  key: readonly Column[]
  /** The columns that a file may contain, in the order in which they are offered. */
  columns: readonly Column[]
  /** Whether an existing record may be updated from a file. */
  updates: boolean
  /** Other headings that are recognised as a column. */
  synonyms?: Partial<Record<Column, readonly string[]>>
}

/** The list's settings, beyond those common to all lists. */
interface ListDeclaration<Column extends string> {
  columns: readonly Column[]
  /** A column, with a minus in front for descending order. */
  sort: string
  /** The column that the search box searches; it may be in an embedded resource (`profile.search`). */
  search?: string
  /**
   * The table of the search column, if it has one row for each record here and no field refers to it: `names.search` of
   * its names.
   */
  searchIn?: { table: TableName; key: string }
  searchHint?: string
  filters?: readonly Column[]
  /** Bulk actions besides those every list offers. */
  bulk?: readonly BulkAction[]
  /** A chart or figures above the rows, loaded separately. */
  above?: React.ComponentType
  /** Predefined views for everybody, besides the whole list: a name and the query of an address. */
  views?: readonly { name: string; urlQuery: string }[]
}

/** The pages of a table with these columns and rows. */
interface PageDeclaration<Column extends string, Row> {
  table: TableName
  /** The singular in lower case: “lead”. */
  one: string
  /** What belongs in this list, shown in the empty state. */
  about: string
  /**
   * The roles allowed to act; admins always may, and a missing list means nobody else. Row security enforces this, here
   * it only hides buttons.
   */
  may?: { create?: readonly Role[]; edit?: readonly Role[]; delete?: readonly Role[] }
  /** The name of a record. */
  title: (row: Row) => string
  /** A secondary fact beside the title. */
  secondary?: (row: Row) => string | null | undefined
  /**
   * The columns used by the title, which are always read. The list's first column shows the title and sorts by the
   * first of them.
   */
  titleColumns: readonly Column[]
  /** Shows initials before the title, for people. */
  avatar?: boolean
  fields: Partial<Record<Column, Field>>
  list: ListDeclaration<Column>
  detail: {
    sections: readonly Section<Column>[]
    related?: readonly RelatedList[]
    /** Custom content of a record's page, between its sections and related lists. */
    extra?: React.ComponentType<{ row: Row }>
    /** `false` if records have no history of their own, such as the history itself. */
    history?: false
  }
  form?: {
    sections: readonly Section<Column>[]
    /** Columns that can only be set at creation. */
    createOnly?: readonly Column[]
    initial?: AnyRow
    /** A database function that adds the record, if an insert is not enough; it returns the new row. */
    create?: CreateCall
    /** The reason why a record cannot be edited, if there is one: “Issued invoices are fixed.” */
    fixed?: (row: Row) => string | undefined
  }
  import?: ImportDeclaration<Column>
  /**
   * Set if `state` changes by the rules in `state_transitions`; `ask` names the columns required for a change to a
   * state, `only` the states that people may set.
   */
  states?: { ask?: Record<string, readonly Column[]>; only?: readonly string[] }
  /** Whether a record may be deleted in its current state. */
  deletable?: (row: Row) => boolean
}

/** The whole declaration of a table's pages, with its columns and the type of its rows. */
export interface ResourceDeclaration<T extends TableName> extends PageDeclaration<ColumnOf<T>, TableRow<T>> {
  table: T
  actions?: readonly RecordAction<T>[]
}

/** A declaration without the types of its table, plus values derived from it, as the pages use it. */
export interface Resource extends PageDeclaration<string, AnyRow> {
  path: string
  /** The key column. */
  key: string
  /** The embedded rows of other tables, as PostgREST's select; empty if there are none. */
  embed: string
  fields: Readonly<Record<string, Field>>
  list: ListDeclaration<string> & { filters: readonly string[] }
  actions?: readonly AnyAction[]
}

/** The address of a table's page: its name in kebab case. */
export function pathOf(table: string): string {
  return `/${table.replaceAll('_', '-')}`
}

/**
 * Declares the pages of a table. The declaration is checked against the generated types, so that a renamed column is a
 * type error here; afterwards the kit treats all tables alike.
 */
export function defineResource<T extends TableName>(declaration: ResourceDeclaration<T>): Resource {
  const { list, ...rest } = declaration as unknown as Omit<Resource, 'path' | 'key' | 'embed'>
  return {
    ...rest,
    title: (row) => seenName(rest.title(row)),
    fields: withDigits(declaration.table, rest.fields),
    list: { ...list, filters: list.filters ?? list.columns },
    path: pathOf(declaration.table),
    key: keyColumnOf(declaration.table),
    embed: embedOf(declaration.table, rest.fields, list),
  }
}

/** Adds what only the database knows to the fields: the number of decimals, and which columns may hold any JSON. */
function withDigits(table: string, fields: Resource['fields']): Resource['fields'] {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => {
      const metadata = metadataOf(table)[name]
      const digits = metadata && (/^int\d$/.test(metadata.type) ? 0 : metadata.decimals)
      if (metadata?.type === 'jsonb') return [name, withPlainFallback(field)]
      return [name, field.input === 'number' && digits !== undefined ? { digits, ...field } : field]
    }),
  )
}

function embedOf(
  table: string,
  fields: Resource['fields'],
  { search, searchIn }: Pick<Resource['list'], 'search' | 'searchIn'>,
): string {
  const searched = search && searchIn ? [`${firstOf(search)}:${searchIn.table}!inner(${searchIn.key})`] : []
  return Object.entries(fields)
    .flatMap(([column, { relation }]) => {
      if (!relation?.embed) return []
      const names = [relation.key, relation.title, ...(relation.also ?? [])]
      // The column tells which of several foreign keys is meant. A self-referencing table is embedded by the column
      // alone: with the table's name, PostgREST would follow the key in the reverse direction.
      const target = relation.table === table ? column : `${relation.table}!${column}`
      return [`${relation.embed}:${target}${relation.inner ? '!inner' : ''}(${names.join(',')})`]
    })
    .concat(searched)
    .join(',')
}

function firstOf(path: string): string {
  return path.split('.', 1)[0] ?? ''
}

/** The to-one row embedded by a declaration's `embed`, or undefined if it is missing or not visible. */
export function embedded(row: object, name: string): AnyRow | undefined {
  const value = (row as AnyRow)[name]
  return value && typeof value === 'object' && !Array.isArray(value) ? (value as AnyRow) : undefined
}

/** A text of an embedded row; empty if that row is missing. */
export function embeddedText(row: object, name: string, column: string): string {
  const value = embedded(row, name)?.[column]
  return value === null || value === undefined ? '' : String(value)
}

/**
 * The foreign keys that a resource embeds, by the name they are embedded under: the database needs them to resolve
 * `lead.search`.
 */
export function relationsOf({
  key,
  fields,
  list: { search, searchIn },
}: Pick<Resource, 'key' | 'fields' | 'list'>): Record<
  string,
  { column: string; table: string; key: string }
> {
  const embeds = Object.entries(fields).flatMap(([column, { relation }]) =>
    relation?.embed
      ? ([[relation.embed, { column, table: relation.table, key: relation.key }]] as const)
      : [],
  )
  return {
    ...Object.fromEntries(embeds),
    ...(search && searchIn && { [firstOf(search)]: { ...searchIn, column: key } }),
  }
}
