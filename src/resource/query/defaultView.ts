import { readPersonal, storePersonal } from '@/ui/personalStorage'

/** Names the whole list in an address, for somebody whose list opens with a saved view. */
export const allViewId = 'all'

// Kept in this browser, so that a list opens at once with the view that is the person's default; what the database
// says takes its place as soon as it has been read.
const storageName = (user: string, table: string) => `opens.${user}.${table}`

/** The query, with its question mark, of the address that a list without one opens with for this person. */
export function defaultViewQuery(user: string, table: string): string | undefined {
  return readPersonal(storageName(user, table))
}

/** Notes what a list opens with; nothing in particular without an address. */
export function rememberDefaultView(user: string, table: string, query: string | undefined): void {
  storePersonal(storageName(user, table), query)
}
