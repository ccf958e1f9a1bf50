import { keepMine, readMine } from '@/ui/mine'

/** A record that was opened: which one, and what it is called. */
interface Recent {
  table: string
  id: string
  title: string
}

const most = 8
const nameOf = (user: string) => `recent.${user}`

/** The records that the person opened last in this browser, the last one first. */
export function recentRecords(user: string): readonly Recent[] {
  try {
    const value: unknown = JSON.parse(readMine(nameOf(user)) ?? '[]')
    return Array.isArray(value) ? (value as Recent[]) : []
  } catch {
    return []
  }
}

/** Remembers that a record was opened; its key and title are all that is kept. */
export function noteRecent(user: string, { table, id, title }: Recent): void {
  const others = recentRecords(user).filter((one) => one.table !== table || one.id !== id)
  keepMine(nameOf(user), JSON.stringify([{ table, id, title }, ...others].slice(0, most)))
}

/** Forgets a record that is no more. */
export function forgetRecent(user: string, table: string, id: string): void {
  const rest = recentRecords(user).filter((one) => one.table !== table || one.id !== id)
  keepMine(nameOf(user), JSON.stringify(rest))
}
