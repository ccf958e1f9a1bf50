import type { CrudFilters } from '@refinedev/core'
import type { AnyRow, Resource, ResourceEntry } from '../define'
import type { ColumnSetting } from './address'
import type { ListControls } from './useListState'
import type { Selection } from './useSelection'

/** A list as its parts see it: what it shows, and how that is changed. */
export interface ListHandle {
  entry: ResourceEntry
  resource: Resource
  controls: ListControls
  /** The search and filters, for the data provider. */
  filters: CrudFilters
  rows: readonly AnyRow[]
  /** How many match; about so many where `approximate`. */
  total: number
  approximate: boolean
  columns: readonly ColumnSetting[]
  arrange: (columns: readonly ColumnSetting[] | undefined) => void
  selection: Selection
}
