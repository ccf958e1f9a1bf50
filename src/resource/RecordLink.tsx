import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { pathOf } from './define'
import { useEntries } from './entries'

/** A link to a record's page; plain text if the person's roles do not allow that page. */
export function RecordLink({ table, id, children }: { table: string; id: string; children: ReactNode }) {
  const { entryOf, mayOpen } = useEntries()
  const listed = entryOf(table)
  const fuller = listed?.fuller && entryOf(listed.fuller)
  const entry = fuller && mayOpen(fuller) ? fuller : listed
  if (!entry || !mayOpen(entry)) return children
  return (
    <Link
      to={`${pathOf(entry.table)}/${encodeURIComponent(id)}`}
      onClick={(event) => event.stopPropagation()}
    >
      {children}
    </Link>
  )
}
