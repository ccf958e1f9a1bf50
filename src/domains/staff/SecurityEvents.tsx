import { useList } from '@refinedev/core'
import { useState } from 'react'
import { Link } from 'react-router'
import { humanize } from '@/resource/field'
import { Moment } from '@/resource/fields/time'
import { Row } from '@/ui/layout'
import { ErrorState, LoadingState } from '@/ui/states'
import { type SecurityChange, securityFilters, securityWords } from './securityChanges'

/** What admins should have seen: changed roles, lifted suppressions, deletions of many at once, reopened months. */
export default function SecurityEvents() {
  // Fixed while the page is open: another time would be another question, asked at each drawing.
  const [openedAt] = useState(() => new Date())
  const { result, query } = useList<SecurityChange>({
    resource: 'audit_log',
    pagination: { pageSize: 30 },
    sorters: [{ field: 'at', order: 'desc' }],
    filters: securityFilters(openedAt),
    meta: {
      select: 'id,at,actor_name,action,table_name,record_id,record_label,changed,operation_id',
      count: 'none',
    },
    errorNotification: false,
  })
  const seen = new Set<string>()
  const events = (result?.data ?? []).filter(({ operation_id }) => {
    if (operation_id === null) return true
    if (seen.has(operation_id)) return false
    seen.add(operation_id)
    return true
  })
  return (
    <section aria-labelledby="security">
      <h2 id="security" className="home-heading quiet small medium">
        Security events of the last 30 days
      </h2>
      {query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} size="small" />
      ) : query.isLoading ? (
        <LoadingState shape="text" />
      ) : events.length === 0 ? (
        <p className="quiet">
          None: no roles changed, nothing lifted, nothing deleted in bulk, no month reopened.
        </p>
      ) : (
        <ul className="home-work lined">
          {events.slice(0, 10).map((event) => (
            <Row as="li" gap={8} align="baseline" key={event.id}>
              <span>{event.actor_name}</span>
              <Link to={`/audit-log/${event.id}`}>
                {securityWords(event)} {event.record_label ?? humanize(event.table_name)}
              </Link>
              <span className="push quiet nowrap">{humanize(event.table_name)}</span>
              <Moment value={event.at} short />
            </Row>
          ))}
        </ul>
      )}
    </section>
  )
}
