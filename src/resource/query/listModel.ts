import type { CrudFilters } from '@refinedev/core'
import type { AnyRow, Resource, ResourceEntry } from '../define'
import type { ColumnSetting } from './listUrl'
import type { ListControls } from './useListState'
import type { Selection } from './useSelection'

/** A list's state for its components: what is shown, and how to change it. */
export interface ListModel {
  entry: ResourceEntry
  resource: Resource
  controls: ListControls
  /** The search and filters, for the data provider. */
  filters: CrudFilters
  rows: readonly AnyRow[]
  /** The number of matching rows; an estimate if `approximate`. */
  total: number
  approximate: boolean
  columns: readonly ColumnSetting[]
  arrange: (columns: readonly ColumnSetting[] | undefined) => void
  selection: Selection
}
