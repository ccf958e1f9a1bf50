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
  /** What stands there until the name is known, and where the record is gone. */
  children: ReactNode
}

/** What a record is called on its own page, for where only its key is known. */
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

/** A link to a record by its own name; its kind where the name is not known or not for this person. */
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
