import type { Database } from './database.types'

type Schema = Database['public']

/** A row of a table. */
export type TableRow<Name extends keyof Schema['Tables']> = Schema['Tables'][Name]['Row']

/**
 * A row of a view. Postgres does not report which columns of a view can be null, so those are named here:
 * `ViewRow<'photo_queue', 'alt_text'>`.
 */
export type ViewRow<
  Name extends keyof Schema['Views'],
  Empty extends keyof Schema['Views'][Name]['Row'] = never,
> = {
  [Column in keyof Schema['Views'][Name]['Row']]: Column extends Empty
    ? Schema['Views'][Name]['Row'][Column]
    : NonNullable<Schema['Views'][Name]['Row'][Column]>
}
