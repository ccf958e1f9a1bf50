import type { AnyRow } from '../define'

/** What was typed and not saved, and the record as it was when it was typed. */
export interface UnsavedInput {
  values: AnyRow
  base: AnyRow
}

/** How the names of all begin that is typed and not saved. */
export const unsavedPrefix = 'introalignment-console.draft.'
const ownerKey = 'introalignment-console.drafts-of'
const keyOf = (table: string, id: string) => `${unsavedPrefix}${table}.${id}`

/** What an input holds, with one word for nothing: typed and deleted again is as empty as never written. */
export function emptyAsNull(value: unknown): unknown {
  return value === '' || value === undefined ? null : value
}

/** Whether two inputs hold the same, however each of them is empty. */
export function sameInput(a: unknown, b: unknown): boolean {
  return JSON.stringify(emptyAsNull(a)) === JSON.stringify(emptyAsNull(b))
}

/** What was typed in this tab and not saved: it survives a reload and an expired session, and ends with the tab. */
export const unsavedInputs = {
  read(table: string, id: string): UnsavedInput | undefined {
    try {
      const unsaved: unknown = JSON.parse(sessionStorage.getItem(keyOf(table, id)) ?? 'null')
      return unsaved && typeof unsaved === 'object' && 'values' in unsaved && 'base' in unsaved
        ? (unsaved as UnsavedInput)
        : undefined
    } catch {
      return undefined
    }
  },
  write(table: string, id: string, unsaved: UnsavedInput): void {
    try {
      sessionStorage.setItem(keyOf(table, id), JSON.stringify(unsaved))
    } catch {
      // Storage is full or switched off: the form itself still holds what was typed.
    }
  },
  remove(table: string, id: string): void {
    sessionStorage.removeItem(keyOf(table, id))
  },
  /** Throws all of them away, and what queues keep of decisions for undoing them: the person signed out. */
  clear(): void {
    for (const key of Object.keys(sessionStorage)) {
      if (key.startsWith(unsavedPrefix) || key === ownerKey || key.includes('.outbox.'))
        sessionStorage.removeItem(key)
    }
  },
  /** Says whose they are: what somebody else typed in this tab is thrown away, not shown to the next. */
  keepOnlyFor(person: string): void {
    const owner = sessionStorage.getItem(ownerKey)
    if (owner === person) return
    if (owner !== null) unsavedInputs.clear()
    sessionStorage.setItem(ownerKey, person)
  },
}
