import type { CrudFilters } from '@refinedev/core'
import {
  type Need,
  type PageEntry,
  type PageWaiting,
  pathOf,
  type ResourceEntry,
  type Waiting,
} from '../define'
import { loadResource } from '../loadResource'
import { toCrudFilters } from '../query/crudFilters'
import { readListUrl } from '../query/listUrl'

/** Rows that wait for somebody, with everything needed to count them and to link to them. */
export interface Count extends Pick<Waiting, 'label' | 'urgency'>, Pick<ResourceEntry, 'roles' | 'icon'> {
  key: string
  /** The address that shows the rows. */
  to: string
  /** The table or view whose rows are counted. */
  resource: string
  /** The filters for counting, as of now. */
  filters: () => Promise<CrudFilters>
}

/** The waiting counts of pages and lists, and the additional needs of lists. */
export function waitingIn(
  entries: readonly ResourceEntry[],
  pages: readonly PageEntry[],
  needs: readonly Need[] = [],
): Count[] {
  return [
    ...pages.flatMap((page) => (page.waiting ? [onPage(page, page.waiting)] : [])),
    ...entries.flatMap((entry) => (entry.waiting ? [inList(entry, entry.table, entry.waiting)] : [])),
    ...needs.flatMap((need) => {
      const entry = entries.find(({ table }) => table === need.table)
      return entry ? [inList(entry, need.key, need)] : []
    }),
  ]
}

function onPage(
  { path, roles, icon }: PageEntry,
  { label, urgency, urlQuery, resource, where = [] }: PageWaiting,
): Count {
  return {
    ...{ key: path, label, urgency, roles, icon, resource },
    to: path + urlQuery,
    filters: async () => where,
  }
}

/**
 * Counted with the filters that the list itself reads from the address, so that the number and the rows cannot differ.
 */
function inList(entry: ResourceEntry, key: string, { label, urgency, urlQuery }: Waiting): Count {
  const { table, roles, icon } = entry
  return {
    ...{ key, label, urgency, roles, icon, resource: table },
    to: pathOf(table) + urlQuery,
    filters: async () => {
      const resource = await loadResource(entry)
      return toCrudFilters(resource, readListUrl(new URLSearchParams(urlQuery), resource))
    },
  }
}
