import type { AnyRow } from '../define'

/** The key of a new record, and the values sent in a request whose answer was lost. */
export interface Adding {
  id: string
  sent?: AnyRow
}

/** Unsaved input, and the record at the time when it was typed. */
export interface UnsavedInput {
  values: AnyRow
  base: AnyRow
  /** The key of the new record, kept so that sending it again after the form was closed adds no second record. */
  adding?: Adding
}

/** The prefix of the storage keys of all unsaved input. */
export const unsavedPrefix = 'introalignment-console.draft.'
const ownerKey = 'introalignment-console.drafts-of'
const keyOf = (table: string, id: string) => `${unsavedPrefix}${table}.${id}`

/** Converts all empty values to null: a field that was typed into and emptied equals one never filled in. */
export function emptyAsNull(value: unknown): unknown {
  return value === '' || value === undefined ? null : value
}

/** Whether two inputs are equal, treating all empty values as equal. */
export function sameInput(a: unknown, b: unknown): boolean {
  return JSON.stringify(emptyAsNull(a)) === JSON.stringify(emptyAsNull(b))
}

/** Unsaved input of this tab: it survives a reload and an expired session, and ends with the tab. */
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
      // Storage is full or switched off: the form itself still holds the input.
    }
  },
  remove(table: string, id: string): void {
    sessionStorage.removeItem(keyOf(table, id))
  },
  /** Removes all unsaved input, and the decisions that queues keep for undo, when the person signs out. */
  clear(): void {
    for (const key of Object.keys(sessionStorage)) {
      if (key.startsWith(unsavedPrefix) || key === ownerKey || key.includes('.outbox.'))
        sessionStorage.removeItem(key)
    }
  },
  /** Sets the owner of the unsaved input: what another person typed in this tab is removed and not shown. */
  keepOnlyFor(person: string): void {
    const owner = sessionStorage.getItem(ownerKey)
    if (owner === person) return
    if (owner !== null) unsavedInputs.clear()
    sessionStorage.setItem(ownerKey, person)
  },
}
