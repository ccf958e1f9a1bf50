import { Suspense } from 'react'
import type { AnyRow, Resource, ResourceEntry } from '@/resource/define'
import { useEntries } from '@/resource/entries'
import { useResource } from '@/resource/loadResource'
import { Changes, History, Values } from '@/resource/show/History'
import { useNames } from '@/resource/show/useNames'
import type { TableRow } from '@/supabase/rows'
import { LoadingState } from '@/ui/states'

type Change = TableRow<'audit_log'>

/**
 * One entry of the audit log with the labels of its table's page, and other entries about the same record.
 */
export function AuditChange({ row }: { row: Change }) {
  const entry = useEntries().entryOf(row.table_name)
  return entry ? (
    <Suspense fallback={<LoadingState shape="text" />}>
      <Declared entry={entry} row={row} />
    </Suspense>
  ) : (
    <Parts row={row} />
  )
}

function Declared({ entry, row }: { entry: ResourceEntry; row: Change }) {
  return <Parts row={row} resource={useResource(entry)} />
}

function Parts({ row, resource }: { row: Change; resource?: Resource }) {
  const names = useNames(resource, [(row.before ?? {}) as AnyRow, (row.after ?? {}) as AnyRow])
  return (
    <>
      <section className="record-section">
        <h2>
          {row.action === 'delete'
            ? 'What it was'
            : row.action === 'insert'
              ? 'As created'
              : 'Before and after'}
        </h2>
        {row.action === 'update' ? (
          <Changes row={row} resource={resource} names={names} />
        ) : (
          <Values values={(row.before ?? row.after ?? {}) as AnyRow} resource={resource} names={names} />
        )}
      </section>
      <section className="record-section">
        <h2>All changes of this record</h2>
        <History table={row.table_name} id={row.record_id} resource={resource} />
      </section>
    </>
  )
}
