import type { ComponentType } from 'react'
import type { Need, PageEntry, PinnableChart, ResourceEntry } from '@/resource/define'
import type { Role } from '@/supabase/session'

/** A part of the home page: what these roles look at first in the morning. */
export interface HomePart {
  key: string
  roles: readonly Role[]
  load: () => Promise<{ default: ComponentType }>
}

/** A part of the schema document: what the app sees of it. */
export interface Domain {
  /** The heading of its group in the menu. */
  label: string
  resources: readonly ResourceEntry[]
  /** Pages beyond those of its tables. */
  pages?: readonly PageEntry[]
  home?: readonly HomePart[]
  /** What needs a person now, beside what its resources and pages say as `waiting`. */
  needs?: readonly Need[]
  /** The charts that people may pin to their home page. */
  charts?: readonly PinnableChart[]
}
