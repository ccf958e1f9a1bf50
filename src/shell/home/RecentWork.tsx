import { useList } from '@refinedev/core'
import { Link } from 'react-router'
import { pathOf } from '@/resource/define'
import { useEntries } from '@/resource/entries'
import { humanize } from '@/resource/field'
import { Moment } from '@/resource/fields/time'
import { RecordName } from '@/resource/show/RecordName'
import type { TableRow } from '@/supabase/rows'
import { Row, Truncate } from '@/ui/layout'
import { ErrorState, LoadingState } from '@/ui/states'

type Change = Pick<
  TableRow<'audit_log'>,
  'id' | 'at' | 'action' | 'table_name' | 'record_id' | 'record_label'
>

const verbs: Record<string, string> = { insert: 'Added', update: 'Changed', delete: 'Deleted' }

/** The records that the person last changed, each listed once. */
export function RecentWork() {
  const { staff, entryOf, mayOpen } = useEntries()
  const { result, query } = useList<Change>({
    resource: 'audit_log',
    pagination: { pageSize: 40 },
    sorters: [{ field: 'at', order: 'desc' }],
    filters: [{ field: 'actor_id', operator: 'eq', value: staff.userId }],
    meta: { select: 'id,at,action,table_name,record_id,record_label', count: 'none' },
    errorNotification: false,
  })
  if (query.isError)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} size="small" />
  if (query.isLoading) return <LoadingState shape="text" />
  const seen = new Set<string>()
  const changes = (result?.data ?? []).flatMap((change) => {
    const entry = entryOf(change.table_name)
    const key = `${change.table_name} ${change.record_id}`
    if (!entry || !mayOpen(entry) || seen.has(key)) return []
    seen.add(key)
    return [{ ...change, entry }]
  })
  if (changes.length === 0) return <p className="quiet">What you change appears here, the latest first.</p>
  return (
    <ul className="lined">
      {changes.slice(0, 6).map(({ id, action, table_name, record_id, record_label, at, entry }) => (
        <Row as="li" gap={8} align="baseline" key={id}>
          <span>{verbs[action] ?? humanize(action)}</span>
          {action === 'delete' ? (
            <Truncate>{record_label ?? entry.label}</Truncate>
          ) : (
            <Link className="truncate" to={`${pathOf(table_name)}/${encodeURIComponent(record_id)}`}>
              {record_label ?? (
                <RecordName entry={entry} id={record_id}>
                  {entry.label}
                </RecordName>
              )}
            </Link>
          )}
          <span className="push quiet nowrap">{entry.label}</span>
          <span className="nowrap">
            <Moment value={at} short />
          </span>
        </Row>
      ))}
    </ul>
  )
}
