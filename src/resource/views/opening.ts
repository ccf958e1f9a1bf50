import { keepMine, readMine } from '@/ui/mine'

/** The view that is none: everything, also for somebody whose list opens with a view of theirs. */
export const allView = 'all'

// Kept in this browser, so that a list opens at once with the view that is the person's default; what the database
// says takes its place as soon as it has been read.
const nameOf = (user: string, table: string) => `opens.${user}.${table}`

/** The query, with its question mark, of the address that a list without one opens with for this person. */
export function openingAddress(user: string, table: string): string | undefined {
  return readMine(nameOf(user, table))
}

/** Notes what a list opens with; nothing in particular without an address. */
export function noteOpening(user: string, table: string, address: string | undefined): void {
  keepMine(nameOf(user, table), address)
}
