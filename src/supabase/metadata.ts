import { type ColumnMetadata, columns } from './columns'

/** The metadata of a table's columns; empty for an unknown table. */
export function metadataOf(table: string): Record<string, ColumnMetadata> {
  return (columns as Record<string, Record<string, ColumnMetadata>>)[table] ?? {}
}

/** The key column of a table: its primary key, or `id` where none is known (a view). */
export function keyColumnOf(table: string): string {
  const keys = Object.entries(metadataOf(table)).filter(([, metadata]) => metadata.key)
  return keys.length === 1 ? keys[0]![0] : 'id'
}

/** Whether a column may be null. For a view's columns this is not known, so they may. */
export function mayBeNull(table: string, column: string): boolean {
  const metadata = metadataOf(table)
  const isTable = Object.values(metadata).some(({ key }) => key)
  return isTable ? (metadata[column]?.nullable ?? !metadata[column]) : true
}
