import type { ComponentType } from 'react'
import type { Need, PageEntry, PinnableChart, ResourceEntry } from '@/resource/define'
import type { Role } from '@/supabase/session'

/** A part of the home page for these roles. */
export interface HomePart {
  key: string
  roles: readonly Role[]
  load: () => Promise<{ default: ComponentType }>
}

/** One domain of the schema document, with its pages and charts. */
export interface Domain {
  /** The heading of its group in the menu. */
  label: string
  resources: readonly ResourceEntry[]
  /** Pages other than those of its tables. */
  pages?: readonly PageEntry[]
  home?: readonly HomePart[]
  /** Work that waits for a person, besides the `waiting` counts of resources and pages. */
  needs?: readonly Need[]
  /** The charts that can be pinned to a home page. */
  charts?: readonly PinnableChart[]
}
