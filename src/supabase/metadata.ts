import { type ColumnMetadata, columns } from './columns'

/** What the database says of the columns of a table; of an unknown table nothing. */
export function metadataOf(table: string): Record<string, ColumnMetadata> {
  return (columns as Record<string, Record<string, ColumnMetadata>>)[table] ?? {}
}

/** The column that names a record: the primary key, `id` where the database knows none (a view). */
export function keyColumnOf(table: string): string {
  const keys = Object.entries(metadataOf(table)).filter(([, metadata]) => metadata.key)
  return keys.length === 1 ? keys[0]![0] : 'id'
}

/** Whether a column may be empty. Of a view's columns the database does not know: they may. */
export function mayBeNull(table: string, column: string): boolean {
  const metadata = metadataOf(table)
  const isTable = Object.values(metadata).some(({ key }) => key)
  return isTable ? (metadata[column]?.nullable ?? !metadata[column]) : true
}
