import { writableColumn } from '@/supabase/columnRules'
import type { ImportDeclaration, Resource } from '../define'

/** A resource that allows import from files. */
export type Importable = Resource & { import: ImportDeclaration }

/** The source of each column: the position of a heading in the file, or one text for every row. */
export type Mapping = Readonly<Record<string, { heading: number } | { same: string }>>

/** Letters and digits only, so that “E-Mail”, “e_mail” and “email ” are equal. */
function normalized(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '')
}

/**
 * Guesses which heading means which column: by the column's label, its name, or its synonyms, in this order. A heading
 * serves one column, and a column takes the first heading that fits.
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

/** The columns that still need input: required ones without a source, and fixed ones without a value. */
export function missingColumns(resource: Importable, mapping: Mapping): string[] {
  return resource.import.columns.filter((column) => {
    const from = mapping[column]
    return from ? 'same' in from && from.same === '' : isRequired(resource, column)
  })
}
