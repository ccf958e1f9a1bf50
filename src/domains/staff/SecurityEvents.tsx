import { useList } from '@refinedev/core'
import { useState } from 'react'
import { Link } from 'react-router'
import { humanize } from '@/resource/field'
import { Moment } from '@/resource/fields/time'
import { parseTimestamp } from '@/supabase/time'
import { Row } from '@/ui/layout'
import { ErrorState, LoadingState } from '@/ui/states'
import {
  daysAgo,
  type NotedEvent,
  notedWords,
  ofEach,
  type SecurityChange,
  securityFilters,
  securityWords,
} from './securityChanges'

/** What admins should have seen: sign-ins, exports, changed roles, lifted suppressions, deletions of many at once, reopened months. */
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
  const noted = useList<NotedEvent>({
    resource: 'security_events',
    pagination: { pageSize: 30 },
    sorters: [{ field: 'at', order: 'desc' }],
    filters: [{ field: 'at', operator: 'gte', value: daysAgo(openedAt, 30) }],
    meta: { select: 'id,at,kind,who,table_name,row_count', count: 'none' },
    errorNotification: false,
  })
  const seen = new Set<string>()
  const events = (result?.data ?? []).filter(({ operation_id }) => {
    if (operation_id === null) return true
    if (seen.has(operation_id)) return false
    seen.add(operation_id)
    return true
  })
  const shown = [
    ...events.slice(0, 10).map((event) => ({
      key: `audit ${event.id}`,
      to: `/audit-log/${event.id}`,
      who: event.actor_name,
      words: `${securityWords(event)} ${event.record_label ?? humanize(event.table_name)}`,
      kind: humanize(event.table_name),
      at: event.at,
    })),
    // Sign-ins are many: the last few of them are enough here.
    ...ofEach(noted.result?.data ?? [], { export: 8, sign_in: 6 }).map((event) => ({
      key: `event ${event.id}`,
      to: `/security-events/${event.id}`,
      who: event.who,
      words: notedWords(event),
      kind: event.kind === 'export' ? 'Export' : 'Sign-in',
      at: event.at,
    })),
  ].sort((a, b) => parseTimestamp(b.at).getTime() - parseTimestamp(a.at).getTime())
  return (
    <section aria-labelledby="security">
      <h2 id="security" className="above-12 below-8 quiet small medium">
        Security events of the last 30 days
      </h2>
      {query.isError || noted.query.isError ? (
        <ErrorState
          error={query.error ?? noted.query.error}
          onRetry={() => void Promise.all([query.refetch(), noted.query.refetch()])}
          size="small"
        />
      ) : query.isLoading || noted.query.isLoading ? (
        <LoadingState shape="text" />
      ) : shown.length === 0 ? (
        <p className="quiet">
          None: nobody signed in, nothing exported, no roles changed, nothing lifted, nothing deleted in bulk,
          no month reopened.
        </p>
      ) : (
        <ul className="lined">
          {shown.map(({ key, who, to, words, kind, at }) => (
            <Row key={key} as="li" gap={8} align="baseline">
              <span>{who}</span>
              <Link className="truncate" to={to}>
                {words}
              </Link>
              <span className="push quiet nowrap">{kind}</span>
              <Moment value={at} short />
            </Row>
          ))}
        </ul>
      )}
    </section>
  )
}
