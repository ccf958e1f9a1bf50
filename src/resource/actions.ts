import type { CrudFilters } from '@refinedev/core'
import type { ComponentType, ReactNode } from 'react'
import type { TableRow } from '@/supabase/rows'
import type { ArgsOf, DocumentFunction, FunctionName, ResultOf, Schema } from '@/supabase/rpc'
import type { Role } from '@/supabase/session'
import type { AnyRow, TableName } from './define'
import type { Field } from './field'

/** A field of a dialog's form. */
type AskedField = Field & { required?: boolean }

/** What a dialog asks for, by argument or column. */
export type Asked = Record<string, AskedField>

/** Something that can be done with one record beyond editing it: a named function of the database. */
interface RecordActionBase<Row> {
  key: string
  /** A verb; with an ellipsis where a dialog follows. */
  label: string
  roles: readonly Role[]
  when?: (row: Row) => boolean
  /** What the dialog starts with. */
  initial?: (row: Row) => AnyRow
  /** What the dialog says before asking: the consequence. */
  explain?: (row: Row) => ReactNode
  danger?: boolean
  done: string
}

/** The preview of an action: what a dry run of its function answers, by its schema, and how that is shown. */
export interface Preview {
  result: Schema<unknown>
  show: (result: unknown) => ReactNode
}

/** Declares the preview of an action: `show` gets what `result` has read. */
export function previewBy<T>(result: Schema<T>, show: (result: T) => ReactNode): Preview {
  return { result, show: (value) => show(value as T) }
}

/** The row that a function answers; of a document nothing is known. */
type AnswerOf<N extends FunctionName> = N extends DocumentFunction
  ? unknown
  : ResultOf<N> extends (infer Row)[]
    ? Row
    : ResultOf<N>

/** An action with the function it calls: its name and arguments are those of the database. */
export type RecordAction<T extends TableName = TableName> = {
  [N in FunctionName]: RecordActionBase<TableRow<T>> & {
    rpc: N
    /** Its arguments from the record; those asked for in the dialog are added. */
    args: (row: TableRow<T>) => Partial<ArgsOf<N>>
    /** The argument for a key that the dialog makes once: where the same call comes again, nothing is done twice. */
    once?: keyof ArgsOf<N> & string
    /** What the dialog asks for, by argument. */
    ask?: { [A in keyof ArgsOf<N>]?: AskedField }
    /** Shows what a dry run would do; then it is run in earnest only after that was seen. */
    preview?: 'dry_run' extends keyof ArgsOf<N> ? Preview : never
    /** Where to go afterwards, from what the function returned. */
    goTo?: (answer: AnswerOf<N>) => string | undefined
  }
}[FunctionName]

/** Which records an action of many is about, as filters that the database acts by. */
export interface BulkSubject {
  filters: CrudFilters
  /** The foreign keys behind filters such as `source.search`. */
  relations: Record<string, { column: string; table: string; key: string }>
}

/**
 * Something that can be done with many records at once, beside what every list offers by itself (a state, a field,
 * deletion): sets the same values on all, or calls a function of the database for each, in one transaction.
 */
export type BulkAction = BulkActionBase & (BulkOwn | BulkCalling)

/** What any of them says. */
interface BulkActionBase {
  key: string
  /** A verb with an ellipsis, since a dialog always follows. */
  label: string
  roles: readonly Role[]
  /** The key that it is bound to while something is selected. */
  shortcut?: string
  initial?: (staffId: string) => AnyRow
  /** What the dialog says before asking: the consequence. */
  explain?: string
  danger?: boolean
  /** What was done, after “12 leads were”: “suppressed”. */
  done: string
}

/** Sets columns, or has a dialog of its own. */
interface BulkOwn {
  /** What the dialog asks for; it starts with `initial`. */
  ask?: Asked
  /** The columns it sets, from what was asked for. Taken back by an undo. */
  set?: (values: AnyRow) => AnyRow
  /** A dialog of its own, where asking and doing are more than that. */
  dialog?: ComponentType<BulkSubject & { onClose: () => void }>
  call?: undefined
}

/** A function of the database that adds a record, and its arguments from what was filled in; it returns the row. */
export type CreateCall = {
  [N in Exclude<FunctionName, DocumentFunction>]: {
    rpc: N
    // biome-ignore lint/suspicious/noExplicitAny: a form's values are of the types that its fields give them
    args: (values: Record<string, any>) => Partial<ArgsOf<N>>
    /** The argument for a key that the form makes once. */
    once?: keyof ArgsOf<N> & string
  }
}[Exclude<FunctionName, DocumentFunction>]

/** Calls a function: its name and the argument for the record's key; the others are what is asked for, by argument. */
type BulkCalling = {
  [N in FunctionName]: {
    call: { rpc: N; key: keyof ArgsOf<N> & string }
    ask?: { [A in keyof ArgsOf<N>]?: AskedField }
    set?: undefined
    dialog?: undefined
  }
}[FunctionName]

/** An action with the types of its table and function forgotten: what the pages work with. */
export type AnyAction = RecordActionBase<AnyRow> & {
  rpc: FunctionName
  once?: string
  ask?: Asked
  preview?: Preview
  goTo?: (answer: unknown) => string | undefined
  args: (row: AnyRow) => AnyRow
}
