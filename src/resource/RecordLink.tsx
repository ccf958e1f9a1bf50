import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { pathOf } from './define'
import { useEntries } from './entries'

/** A link to a record's page; plain text where the person's roles do not open it. */
export function RecordLink({ table, id, children }: { table: string; id: string; children: ReactNode }) {
  const { entryOf, mayOpen } = useEntries()
  const entry = entryOf(table)
  if (!entry || !mayOpen(entry)) return children
  return (
    <Link to={`${pathOf(table)}/${encodeURIComponent(id)}`} onClick={(event) => event.stopPropagation()}>
      {children}
    </Link>
  )
}
