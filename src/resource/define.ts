import type { CrudFilters } from '@refinedev/core'
import type { ComponentType, ReactNode } from 'react'
import type { Database } from '@/supabase/database.types'
import { keyColumnOf, metadataOf } from '@/supabase/metadata'
import type { TableRow } from '@/supabase/rows'
import type { Role } from '@/supabase/session'
import type { AnyAction, BulkAction, CreateCall, RecordAction } from './actions'
import { type Field, seenName } from './field'
import { guarded } from './guarded'

type Tables = Database['public']['Tables']

/** A table of the database, by its name. */
export type TableName = keyof Tables & string

/** A column of a table. */
export type ColumnOf<T extends TableName> = keyof TableRow<T> & string

/** A row as the kit handles it, whatever its table. */
export type AnyRow = Record<string, unknown>

/** Rows that wait for somebody: counted, ranked, and one click from exactly those rows. */
export interface Waiting {
  /** After the number: “replies wait for an answer”. */
  label: string
  /** The query of the address that shows them. What a list shows by it is what is counted. */
  urlQuery: string
  /** Ranks before the count: 1 where somebody is harmed while it waits, 2 (as by default) for today, 3 for this week. */
  urgency?: 1 | 2 | 3
}

/** Rows that wait on a page that is no list, whose address does not say what it shows. */
export interface PageWaiting extends Waiting {
  /** The table or view whose rows are counted. */
  resource: string
  /** Which of them; all where absent. */
  where?: CrudFilters
}

/** What the console knows of a resource before its page is loaded: one line in its domain's index. */
export interface ResourceEntry {
  table: TableName
  /** The plural that heads the list and the menu: “Leads”. */
  label: string
  icon: ReactNode
  /** Who may open it; admins always may. */
  roles: readonly Role[]
  /** Its place in the menu; without it, the resource is reached from others only. */
  menu?: { shortcut?: string }
  /** The table with the same keys whose page says more: links and the menu lead there for whoever may open it. */
  fuller?: TableName
  /** Shown as a count in the menu and on the home page: the rows that wait for somebody. */
  waiting?: Waiting
  load: () => Promise<{ default: Resource }>
}

/** Further rows of a list that need a person now, on the home page of whoever may open that list, but not in the menu. */
export interface Need extends Waiting {
  key: string
  table: TableName
}

/** A chart that can stand on a home page: its key is what the chart says as `pin`. */
export interface PinnableChart {
  key: string
  roles: readonly Role[]
  load: () => Promise<{ default: ComponentType }>
}

/** A page that is more than the list of a table, such as a queue: one line in its domain's index. */
export interface PageEntry {
  /** Its address; those below it are its own too. */
  path: string
  label: string
  icon: ReactNode
  /** Who may open it; admins always may. */
  roles: readonly Role[]
  /** Its place in the menu, before the tables of its domain. */
  menu?: { shortcut?: string }
  /** Shown as a count in the menu and on the home page: what waits there. */
  waiting?: PageWaiting
  load: () => Promise<{ default: ComponentType }>
}

/** A heading with the fields below it, in a detail or a form. */
export interface Section<Column extends string = string> {
  title?: string
  fields: readonly Column[]
}

/** A list of other rows that belong to a record. */
export interface RelatedList {
  table: TableName
  /** The column there that holds this record's key; of several, any. */
  by: string | readonly string[]
  title?: string
  /** The columns shown, of those that the other table declares; its own list's columns without the relation by default. */
  columns?: readonly string[]
  sort?: string
  /** What a new row for this record starts with, beside its key. */
  initial?: (row: AnyRow) => AnyRow
  /** Whether rows may be added for this record as it is. */
  canAdd?: (row: AnyRow) => boolean
}

/** Lets rows of a CSV file in. The rule of the same table in `private.import_rules` decides; this is for people. */
export interface ImportDeclaration<Column extends string = string> {
  /** The natural key: rows with the same one are one record. */
  key: readonly Column[]
  /** The columns that a file may fill, in the order in which they are offered. */
  columns: readonly Column[]
  /** Whether a record that is there may be updated from a file. */
  updates: boolean
  /** Other headings by which a column is known. */
  synonyms?: Partial<Record<Column, readonly string[]>>
}

/** What a list shows and offers, beside what every list does. */
interface ListDeclaration<Column extends string> {
  columns: readonly Column[]
  /** Column, with a minus before it for descending. */
  sort: string
  /** The column that the search box looks in; may lie in an embedded resource (`profile.search`). */
  search?: string
  /** Where that lies in a table with one row for each of these, and no field leads there: `names.search` of its names. */
  searchIn?: { table: TableName; key: string }
  searchHint?: string
  filters?: readonly Column[]
  /** What can be done with many of its records, beside what every list offers. */
  bulk?: readonly BulkAction[]
  /** A chart or figures above the rows, loaded apart. */
  above?: React.ComponentType
  /** Views that everybody finds beside the whole list: a name and the query of an address. */
  views?: readonly { name: string; urlQuery: string }[]
}

/** The page of a table whose columns and rows are these. */
interface PageDeclaration<Column extends string, Row> {
  table: TableName
  /** The singular in lower case: “lead”. */
  one: string
  /** What belongs here, for the empty state. */
  about: string
  /** Who may do what; admins always may. Nobody where absent. Row security decides, this only hides buttons. */
  may?: { create?: readonly Role[]; edit?: readonly Role[]; delete?: readonly Role[] }
  /** What a record is called. */
  title: (row: Row) => string
  /** One more fact beside the title. */
  secondary?: (row: Row) => string | null | undefined
  /** Columns the title is made of: always read. The list's first column stands for the first of them, and sorts by it. */
  titleColumns: readonly Column[]
  /** Initials before the title, for people. */
  avatar?: boolean
  fields: Partial<Record<Column, Field>>
  list: ListDeclaration<Column>
  detail: {
    sections: readonly Section<Column>[]
    related?: readonly RelatedList[]
    /** Own parts of a record's page, between its sections and related lists. */
    extra?: React.ComponentType<{ row: Row }>
    /** `false` for what has no history of its own, such as the history itself. */
    history?: false
  }
  form?: {
    sections: readonly Section<Column>[]
    /** Columns asked for at creation only; fixed afterwards. */
    createOnly?: readonly Column[]
    initial?: AnyRow
    /** A named function of the database that adds the record, where an insert is not enough; it returns the row. */
    create?: CreateCall
    /** Says what keeps a record from being edited, if anything does: “Issued invoices are fixed.” */
    fixed?: (row: Row) => string | undefined
  }
  import?: ImportDeclaration<Column>
  /** Whether `state` changes by the rules in `state_transitions`; what a change to a state asks for besides. */
  states?: { ask?: Record<string, readonly Column[]>; only?: readonly string[] }
  /** Whether a record may be deleted as it is. */
  deletable?: (row: Row) => boolean
}

/** The whole page of a table, declared with its columns and the type of its rows. */
export interface ResourceDeclaration<T extends TableName> extends PageDeclaration<ColumnOf<T>, TableRow<T>> {
  table: T
  actions?: readonly RecordAction<T>[]
}

/** A declaration with the types of its table forgotten, and what is worked out from it: what the pages work with. */
export interface Resource extends PageDeclaration<string, AnyRow> {
  path: string
  /** The column that names a record. */
  key: string
  /** What is read of other tables beside a row, as PostgREST's select; empty where nothing is. */
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
 * Declares the page of a table. The declaration is checked against the generated types, so that a renamed column is
 * an error here; afterwards the kit treats all tables alike.
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

/** The fields with what only the database knows: how many decimals a number keeps, and which columns may hold any JSON. */
function withDigits(table: string, fields: Resource['fields']): Resource['fields'] {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => {
      const metadata = metadataOf(table)[name]
      const digits = metadata && (/^int\d$/.test(metadata.type) ? 0 : metadata.decimals)
      if (metadata?.type === 'jsonb') return [name, guarded(field)]
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
      // The column says which of several foreign keys is meant. A table that refers to itself is embedded by the
      // column alone: with its own name, PostgREST would follow the key backwards.
      const target = relation.table === table ? column : `${relation.table}!${column}`
      return [`${relation.embed}:${target}${relation.inner ? '!inner' : ''}(${names.join(',')})`]
    })
    .concat(searched)
    .join(',')
}

function firstOf(path: string): string {
  return path.split('.', 1)[0] ?? ''
}

/** A to-one row embedded by a declaration's `embed`, or undefined where it is empty or not visible. */
export function embedded(row: object, name: string): AnyRow | undefined {
  const value = (row as AnyRow)[name]
  return value && typeof value === 'object' && !Array.isArray(value) ? (value as AnyRow) : undefined
}

/** A text of an embedded row; empty where there is none. */
export function embeddedText(row: object, name: string, column: string): string {
  const value = embedded(row, name)?.[column]
  return value === null || value === undefined ? '' : String(value)
}

/** The foreign keys that a resource embeds, by the name they are embedded under: what the database needs to follow `lead.search`. */
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
