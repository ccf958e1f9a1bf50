import type { Domain } from '@/domains/domain'
import type { PageEntry, PinnableChart, ResourceEntry } from '@/resource/define'

const modules = import.meta.glob<Record<string, Domain | ResourceEntry>>('../../src/domains/*/index.tsx', {
  eager: true,
})

/** Every resource declared by a domain. */
export const entries: readonly ResourceEntry[] = Object.values(modules)
  .flatMap((module) => Object.values(module))
  .flatMap((part) => ('resources' in part ? part.resources : [part]))

/** Every page declared by a domain besides the lists of tables. */
export const pages: readonly PageEntry[] = Object.values(modules)
  .flatMap((module) => Object.values(module))
  .flatMap((part) => ('resources' in part ? (part.pages ?? []) : []))

/** Every chart that some domain declares. */
export const charts: readonly PinnableChart[] = Object.values(modules)
  .flatMap((module) => Object.values(module))
  .flatMap((part) => ('resources' in part ? (part.charts ?? []) : []))

/** The entry of a table. */
export const entryOf = (table: string) => entries.find((entry) => entry.table === table)
