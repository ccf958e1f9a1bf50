import type { CrudFilters } from '@refinedev/core'
import type { ComponentType, ReactNode } from 'react'
import type { TableRow } from '@/supabase/rows'
import type { ArgsOf, DocumentFunction, FunctionName, ResultOf, Schema } from '@/supabase/rpc'
import type { Role } from '@/supabase/session'
import type { AnyRow, TableName } from './define'
import type { Field } from './field'

/** A field of a dialog's form. */
type AskedField = Field & { required?: boolean }

/** The fields of a dialog, by argument or column. */
export type Asked = Record<string, AskedField>

/** An action on one record beyond editing it: it calls a database function. */
interface RecordActionBase<Row> {
  key: string
  /** A verb, with an ellipsis if a dialog follows. */
  label: string
  roles: readonly Role[]
  when?: (row: Row) => boolean
  /** The initial values of the dialog. */
  initial?: (row: Row) => AnyRow
  /** The consequence of the action, shown in the dialog before confirming. */
  explain?: (row: Row) => ReactNode
  danger?: boolean
  done: string
}

/** The preview of an action: the schema of its function's dry run, and how the result is shown. */
export interface Preview {
  result: Schema<unknown>
  show: (result: unknown) => ReactNode
}

/** Declares the preview of an action: `show` gets the result parsed by `result`. */
export function previewBy<T>(result: Schema<T>, show: (result: T) => ReactNode): Preview {
  return { result, show: (value) => show(value as T) }
}

/** The row that a function returns; unknown for a document. */
type AnswerOf<N extends FunctionName> = N extends DocumentFunction
  ? unknown
  : ResultOf<N> extends (infer Row)[]
    ? Row
    : ResultOf<N>

/** An action with the function it calls: its name and arguments are those of the database. */
export type RecordAction<T extends TableName = TableName> = {
  [N in FunctionName]: RecordActionBase<TableRow<T>> & {
    rpc: N
    /** The arguments taken from the record; the dialog's values are added to them. */
    args: (row: TableRow<T>) => Partial<ArgsOf<N>>
    /**
     * The argument for an idempotency key, made once per dialog: if the same call is repeated, nothing is done twice.
     */
    once?: keyof ArgsOf<N> & string
    /** The fields of the dialog, by argument. */
    ask?: { [A in keyof ArgsOf<N>]?: AskedField }
    /** Shows the result of a dry run; the action can only be confirmed after that was shown. */
    preview?: 'dry_run' extends keyof ArgsOf<N> ? Preview : never
    /** The page to open afterwards, computed from the function's result. */
    goTo?: (answer: AnswerOf<N>) => string | undefined
  }
}[FunctionName]

/** The records a bulk action applies to, as filters for the database. */
export interface BulkSubject {
  filters: CrudFilters
  /** The foreign keys behind filters such as `source.search`. */
  relations: Record<string, { column: string; table: string; key: string }>
}

/**
 * An action on many records at once, besides those every list offers (state, field, deletion): it sets the same values
 * on all of them, or calls a database function for each, in one transaction.
 */
export type BulkAction = BulkActionBase & (BulkOwn | BulkCalling)

/** The properties common to all bulk actions. */
interface BulkActionBase {
  key: string
  /** A verb with an ellipsis, since a dialog always follows. */
  label: string
  roles: readonly Role[]
  /** The keyboard shortcut while rows are selected. */
  shortcut?: string
  initial?: (staffId: string) => AnyRow
  /** The consequence of the action, shown in the dialog before confirming. */
  explain?: string
  danger?: boolean
  /** The past participle after “12 leads were”: “suppressed”. */
  done: string
}

/** A bulk action that sets columns, or that has a dialog of its own. */
interface BulkOwn {
  /** The fields of the dialog; its initial values are `initial`. */
  ask?: Asked
  /** The columns to set, computed from the dialog's values. Can be undone. */
  set?: (values: AnyRow) => AnyRow
  /** A dialog of its own, for actions that need more than fields and columns. */
  dialog?: ComponentType<BulkSubject & { onClose: () => void }>
  call?: undefined
}

/** A database function that adds a record, and its arguments from the form's values; it returns the new row. */
export type CreateCall = {
  [N in Exclude<FunctionName, DocumentFunction>]: {
    rpc: N
    // biome-ignore lint/suspicious/noExplicitAny: the types of a form's values depend on its fields
    args: (values: Record<string, any>) => Partial<ArgsOf<N>>
    /** The argument for an idempotency key, made once per form. */
    once?: keyof ArgsOf<N> & string
  }
}[Exclude<FunctionName, DocumentFunction>]

/**
 * A bulk action that calls a function: its name and the argument for the record's key; the dialog's fields fill the
 * other arguments.
 */
type BulkCalling = {
  [N in FunctionName]: {
    call: { rpc: N; key: keyof ArgsOf<N> & string }
    ask?: { [A in keyof ArgsOf<N>]?: AskedField }
    set?: undefined
    dialog?: undefined
  }
}[FunctionName]

/** An action without the types of its table and function, as the pages use it. */
export type AnyAction = RecordActionBase<AnyRow> & {
  rpc: FunctionName
  once?: string
  ask?: Asked
  preview?: Preview
  goTo?: (answer: unknown) => string | undefined
  args: (row: AnyRow) => AnyRow
}
