import { type BaseRecord, useList } from '@refinedev/core'
import { Moment } from '../fields/time'

/** Who last changed a record, and when, from the audit log. */
export function LastChange({ table, id }: { table: string; id: string }) {
  const { result } = useList<BaseRecord>({
    resource: 'audit_log',
    pagination: { pageSize: 1 },
    sorters: [{ field: 'at', order: 'desc' }],
    filters: [
      { field: 'table_name', operator: 'eq', value: table },
      { field: 'record_id', operator: 'eq', value: id },
    ],
    meta: { count: 'none', select: 'id,at,actor_name' },
    queryOptions: { staleTime: 0 },
    errorNotification: false,
  })
  const last = result?.data[0]
  if (!last) return null
  return (
    <p>
      Last changed by <strong>{String(last.actor_name)}</strong>, <Moment value={String(last.at)} />.
    </p>
  )
}
