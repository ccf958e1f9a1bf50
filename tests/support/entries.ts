import type { Domain } from '@/domains/domain'
import type { ResourceEntry } from '@/resource/define'

const modules = import.meta.glob<Record<string, Domain | ResourceEntry>>('../../src/domains/*/index.tsx', {
  eager: true,
})

/** Every resource that some domain declares. */
export const entries: readonly ResourceEntry[] = Object.values(modules)
  .flatMap((module) => Object.values(module))
  .flatMap((part) => ('resources' in part ? part.resources : [part]))

/** The entry of a table. */
export const entryOf = (table: string) => entries.find((entry) => entry.table === table)
