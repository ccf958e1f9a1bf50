import { type ReactNode, Suspense } from 'react'
import type { ResourceEntry } from '../define'
import { useEntries } from '../entries'
import { humanize } from '../field'
import { useResource } from '../loadResource'
import { useRecord } from '../query/useRecord'
import { RecordLink } from '../RecordLink'

interface RecordNameProps {
  entry: ResourceEntry
  id: string
  /** Shown until the name is known, and if the record was deleted. */
  children: ReactNode
}

/** The title of a record, for places where only its key is known. */
export function RecordName({ entry, id, children }: RecordNameProps) {
  return (
    <Suspense fallback={children}>
      <Name entry={entry} id={id}>
        {children}
      </Name>
    </Suspense>
  )
}

function Name({ entry, id, children }: RecordNameProps) {
  const resource = useResource(entry)
  const { row } = useRecord(resource, id)
  if (!row) return children
  return [resource.title(row), resource.secondary?.(row)].filter(Boolean).join(' · ') || children
}

/**
 * A link to a record by its title; shows the resource's name if the title is not known or not visible to the person.
 */
export function NamedRecordLink({ table, id }: { table: string; id: string }) {
  const { entryOf, mayOpen } = useEntries()
  const entry = entryOf(table)
  const kind = entry?.label ?? humanize(table)
  return (
    <RecordLink table={table} id={id}>
      {entry && mayOpen(entry) ? (
        <RecordName entry={entry} id={id}>
          {kind}
        </RecordName>
      ) : (
        kind
      )}
    </RecordLink>
  )
}
