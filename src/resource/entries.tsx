import { createContext, use } from 'react'
import { allows } from '@/supabase/access'
import type { Role, Staff } from '@/supabase/session'
import type { PageEntry, ResourceEntry } from './define'

interface EntriesValue {
  entries: readonly ResourceEntry[]
  pages: readonly PageEntry[]
  staff: Staff
}

const EntriesContext = createContext<EntriesValue | undefined>(undefined)

/** Provides the kit with the resources, the pages, and the signed-in person. */
export const EntriesProvider = EntriesContext.Provider

/**
 * The resources of the console, and what the signed-in person may do with them. The database enforces permissions; this
 * only hides controls.
 */
export function useEntries() {
  const value = use(EntriesContext)
  if (!value) throw new Error('useEntries needs an EntriesProvider above it.')
  const { entries, pages, staff } = value
  return {
    entries,
    pages,
    staff,
    entryOf: (table: string) => entries.find((entry) => entry.table === table),
    mayOpen: (entry: Pick<ResourceEntry, 'roles'>) => allows(staff.roles, { read: entry.roles }, 'list'),
    /** Whether the person has one of these roles; if no roles are given, nobody may. */
    may: (roles: readonly Role[] | undefined) => allows(staff.roles, { edit: roles }, 'edit'),
  }
}
