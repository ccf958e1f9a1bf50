import type { CrudFilters } from '@refinedev/core'
import { countText } from '@/ui/countText'
import { relationsOf } from '../define'
import type { ListModel } from '../query/listModel'
import type { Selection } from '../query/useSelection'

/** Which records are meant, fixed at the moment when somebody says what to do with them. */
export interface SelectedRecords {
  filters: CrudFilters
  /** The foreign keys behind filters such as `source.search`, for the database. */
  relations: Record<string, { column: string; table: string; key: string }>
  /** How many were chosen one by one; missing where everything that matches is meant. */
  chosen?: number
  /** What some of them are called. */
  names: readonly string[]
}

const namesShown = 3

/** What is selected in a list, as a filter that the database acts by. */
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

/** A number of records in words: “1 lead”, “1,284 leads”. */
export function recordsText(count: number, list: Pick<ListModel, 'entry' | 'resource'>): string {
  return count === 1
    ? `1 ${list.resource.one}`
    : `${countText(count, false)} ${list.entry.label.toLowerCase()}`
}
