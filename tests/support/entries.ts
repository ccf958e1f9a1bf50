import type { Domain } from '@/domains/domain'
import type { PageEntry, ResourceEntry } from '@/resource/define'

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

/** The entry of a table. */
export const entryOf = (table: string) => entries.find((entry) => entry.table === table)
