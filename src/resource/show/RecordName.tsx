import { type ReactNode, Suspense } from 'react'
import type { ResourceEntry } from '../define'
import { useResource } from '../loadResource'
import { useRecord } from '../query/useRecord'

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
