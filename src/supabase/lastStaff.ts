import type { Staff } from './session'
import { sessionKey, storedSession } from './sessionFetch'

const key = `${sessionKey}.staff`

/** Stores in this browser who is signed in; undefined means nobody. */
export function keepLastStaff(staff: Staff | undefined): void {
  try {
    if (staff) localStorage.setItem(key, JSON.stringify(staff))
    else localStorage.removeItem(key)
  } catch {
    // Storage is switched off: the next start waits for the database.
  }
}

/**
 * The last member of staff signed in here who still has a token: their page can render while their record is read
 * again. The database enforces permissions in any case.
 */
export function readLastStaff(): Staff | undefined {
  const session = storedSession()
  if (!session || (session.expires_at ?? 0) * 1000 <= Date.now()) return undefined
  try {
    const staff: Staff | null = JSON.parse(localStorage.getItem(key) ?? 'null')
    return staff?.userId === session.user?.id && Array.isArray(staff?.roles) ? staff : undefined
  } catch {
    return undefined
  }
}
