import { readPersonal, storePersonal } from '@/ui/personalStorage'

/** A recently opened record: its key and title. */
interface RecentRecord {
  table: string
  id: string
  title: string
}

const most = 8
const nameOf = (user: string) => `recent.${user}`

/** The records that the person last opened in this browser, newest first. */
export function recentRecords(user: string): readonly RecentRecord[] {
  try {
    const value: unknown = JSON.parse(readPersonal(nameOf(user)) ?? '[]')
    return Array.isArray(value) ? (value as RecentRecord[]) : []
  } catch {
    return []
  }
}

/** Remembers that a record was opened; only its key and title are stored. */
export function rememberRecent(user: string, { table, id, title }: RecentRecord): void {
  const others = recentRecords(user).filter((one) => one.table !== table || one.id !== id)
  storePersonal(nameOf(user), JSON.stringify([{ table, id, title }, ...others].slice(0, most)))
}

/** Removes a record that no longer exists. */
export function forgetRecent(user: string, table: string, id: string): void {
  const rest = recentRecords(user).filter((one) => one.table !== table || one.id !== id)
  storePersonal(nameOf(user), JSON.stringify(rest))
}
