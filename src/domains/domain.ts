import type { ResourceEntry } from '@/resource/define'

/** A part of the schema document: what the app sees of it. */
export interface Domain {
  /** The heading of its group in the menu. */
  label: string
  resources: readonly ResourceEntry[]
}
