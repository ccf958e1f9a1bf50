import type { CrudFilters } from '@refinedev/core'
import { countText } from '@/ui/countText'
import { relationsOf } from '../define'
import type { ListModel } from '../query/listModel'
import type { Selection } from '../query/useSelection'

/** The selected records, fixed at the moment the action is chosen. */
export interface SelectedRecords {
  filters: CrudFilters
  /** The foreign keys behind filters such as `source.search`, for the database. */
  relations: Record<string, { column: string; table: string; key: string }>
  /** How many were selected individually; missing if everything that matches is selected. */
  chosen?: number
  /** The names of some of them. */
  names: readonly string[]
}

const namesShown = 3

/** Turns a list's selection into filters for the database. */
export function selectedRecords({ resource, selection, filters, rows }: ListModel): SelectedRecords {
  const some = selection.everything
    ? rows.filter((row) => selection.has(String(row[resource.key])))
    : [...selection.rows.values()]
  const names = some.slice(0, namesShown).map(resource.title).filter(Boolean)
  return {
    relations: relationsOf(resource),
    names,
    ...(selection.everything
      ? { filters: [...filters, ...withoutTakenOut(resource.key, selection)] }
      : {
          filters: [{ field: resource.key, operator: 'in', value: [...selection.rows.keys()] }],
          chosen: selection.rows.size,
        }),
  }
}

function withoutTakenOut(key: string, { except }: Selection): CrudFilters {
  return except.size > 0 ? [{ field: key, operator: 'nin', value: [...except.keys()] }] : []
}

/** A number of records as text: “1 lead”, “1,284 leads”. */
export function recordsText(count: number, list: Pick<ListModel, 'entry' | 'resource'>): string {
  return count === 1
    ? `1 ${list.resource.one}`
    : `${countText(count, false)} ${list.entry.label.toLowerCase()}`
}
