import { createContext, use } from 'react'
import { has, type Role, type Staff } from '@/supabase/session'
import type { PageEntry, ResourceEntry } from './define'

interface EntriesValue {
  entries: readonly ResourceEntry[]
  pages: readonly PageEntry[]
  staff: Staff
}

const EntriesContext = createContext<EntriesValue | undefined>(undefined)

/** Tells the kit which resources and pages there are and who is at work. */
export const EntriesProvider = EntriesContext.Provider

/** The resources of the console, and what the signed-in person may do with them. The database decides; this hides. */
export function useEntries() {
  const value = use(EntriesContext)
  if (!value) throw new Error('useEntries needs an EntriesProvider above it.')
  const { entries, pages, staff } = value
  return {
    entries,
    pages,
    staff,
    entryOf: (table: string) => entries.find((entry) => entry.table === table),
    mayOpen: (entry: Pick<ResourceEntry, 'roles'>) => has(staff.roles, entry.roles),
    /** Whether one of these roles is held; without any, nobody may. */
    may: (roles: readonly Role[] | undefined) =>
      roles !== undefined && roles.length > 0 && has(staff.roles, roles),
  }
}
