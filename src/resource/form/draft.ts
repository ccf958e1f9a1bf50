import type { AnyRow } from '../define'

/** What was typed and not saved, and the record as it was when it was typed. */
export interface Draft {
  values: AnyRow
  base: AnyRow
}

const prefix = 'introalignment-console.draft.'
const ownerKey = 'introalignment-console.drafts-of'
const keyOf = (table: string, id: string) => `${prefix}${table}.${id}`

/** What an input holds, with one word for nothing: typed and deleted again is as empty as never written. */
export function filled(value: unknown): unknown {
  return value === '' || value === undefined ? null : value
}

/** Whether two inputs hold the same, however each of them is empty. */
export function sameInput(a: unknown, b: unknown): boolean {
  return JSON.stringify(filled(a)) === JSON.stringify(filled(b))
}

/** Drafts of this tab: they survive a reload and an expired session, and end with the tab. */
export const drafts = {
  read(table: string, id: string): Draft | undefined {
    try {
      const draft: unknown = JSON.parse(sessionStorage.getItem(keyOf(table, id)) ?? 'null')
      return draft && typeof draft === 'object' && 'values' in draft && 'base' in draft
        ? (draft as Draft)
        : undefined
    } catch {
      return undefined
    }
  },
  write(table: string, id: string, draft: Draft): void {
    try {
      sessionStorage.setItem(keyOf(table, id), JSON.stringify(draft))
    } catch {
      // Storage is full or switched off: the form itself still holds what was typed.
    }
  },
  remove(table: string, id: string): void {
    sessionStorage.removeItem(keyOf(table, id))
  },
  /** Says whose they are: what somebody else typed in this tab is thrown away, not shown to the next. */
  belongTo(person: string): void {
    const owner = sessionStorage.getItem(ownerKey)
    if (owner === person) return
    for (const key of owner === null ? [] : Object.keys(sessionStorage)) {
      if (key.startsWith(prefix)) sessionStorage.removeItem(key)
    }
    sessionStorage.setItem(ownerKey, person)
  },
}
