import { readPersonal, storePersonal } from '@/ui/personalStorage'

/** The id of the whole list in an address, for people whose list opens with a saved view. */
export const allViewId = 'all'

// Stored in this browser, so that a list opens at once with the person's default view; the database's answer replaces
// it when it arrives.
const storageName = (user: string, table: string) => `opens.${user}.${table}`

/** The query, including the question mark, that a list without a query opens with for this person. */
export function defaultViewQuery(user: string, table: string): string | undefined {
  return readPersonal(storageName(user, table))
}

/** Stores the query that a list opens with; undefined removes it. */
export function rememberDefaultView(user: string, table: string, query: string | undefined): void {
  storePersonal(storageName(user, table), query)
}
