import type { AnyRow } from '../define'

/** What was typed and not saved, and the record as it was when it was typed. */
export interface Draft {
  values: AnyRow
  base: AnyRow
}

const keyOf = (table: string, id: string) => `introalignment-console.draft.${table}.${id}`

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
}
