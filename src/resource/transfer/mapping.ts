import { writableColumn } from '@/supabase/columnRules'
import type { ImportDeclaration, Resource } from '../define'

/** A resource that takes rows from files. */
export type Importable = Resource & { import: ImportDeclaration }

/** Where each column comes from: the position of a heading in the file, or the same text for every row. */
export type Mapping = Readonly<Record<string, { heading: number } | { same: string }>>

/** Letters and digits only, so that “E-Mail”, “e_mail” and “email ” are one. */
function normalized(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '')
}

/**
 * Which heading means which column: by the column's label, its name, or what else it is known as, in this order. A
 * heading serves one column, a column takes the first that fits.
 */
export function guessMapping(headings: readonly string[], resource: Importable): Mapping {
  const mapping: Record<string, { heading: number }> = {}
  const taken = new Set<number>()
  const known = headings.map(normalized)
  const { columns, synonyms } = resource.import
  const names: ((column: string) => readonly string[])[] = [
    (column) => [resource.fields[column]?.label ?? '', column, column.replace(/_id$/, '')],
    (column) => synonyms?.[column] ?? [],
  ]
  for (const namesOf of names) {
    for (const column of columns) {
      if (mapping[column]) continue
      const wanted = namesOf(column).map(normalized).filter(Boolean)
      const heading = known.findIndex((name, index) => !taken.has(index) && wanted.includes(name))
      if (heading < 0) continue
      mapping[column] = { heading }
      taken.add(heading)
    }
  }
  return mapping
}

/** Whether every new record needs the column, from the file or the same for all. */
export function isRequired(resource: Importable, column: string): boolean {
  const metadata = writableColumn(resource.table, column)
  return metadata !== undefined && !metadata.nullable && !metadata.hasDefault
}

/** The columns that still ask for something: needed ones from nowhere, and those the same for all that hold nothing. */
export function missingColumns(resource: Importable, mapping: Mapping): string[] {
  return resource.import.columns.filter((column) => {
    const from = mapping[column]
    return from ? 'same' in from && from.same === '' : isRequired(resource, column)
  })
}
