import { useList } from '@refinedev/core'
import { useState } from 'react'
import { Link } from 'react-router'
import { useFigures } from '@/charts/useFigures'
import { humanize } from '@/resource/field'
import { Moment } from '@/resource/fields/time'
import { parseTimestamp } from '@/supabase/time'
import { Row } from '@/ui/layout'
import { ErrorState, LoadingState } from '@/ui/states'
import { daysAgo, type NotedEvent, notedWords, securityPlace, securityWords } from './securityChanges'

/** The most changes that are shown, one line each. */
const mostChanges = 15

function useNoted(kind: NotedEvent['kind'], most: number, since: string) {
  const { result, query } = useList<NotedEvent>({
    resource: 'security_events',
    pagination: { pageSize: most },
    sorters: [{ field: 'at', order: 'desc' }],
    filters: [
      { field: 'kind', operator: 'eq', value: kind },
      { field: 'at', operator: 'gte', value: since },
    ],
    meta: { select: 'id,at,kind,who,table_name,row_count', count: 'none' },
    errorNotification: false,
  })
  return { query, events: result?.data ?? [] }
}

/**
 * Security events for admins: sign-ins, exports, changed
 * roles, lifted suppressions, bulk deletions, reopened months.
 */
export default function SecurityEvents() {
  // Fixed while the page is open: a new time would be a new query at every render.
  const [openedAt] = useState(() => new Date())
  const since = daysAgo(openedAt, 30)
  const { query, rows: changes = [] } = useFigures('security_changes', { since, most: mostChanges })
  // The latest events of each kind are read separately,
  // because many sign-ins would leave no room for exports.
  const exports = useNoted('export', 8, since)
  const signIns = useNoted('sign_in', 6, since)
  const readings = [query, exports.query, signIns.query]
  const failed = readings.find(({ isError }) => isError)
  const shown = [
    ...changes.map((event) => ({
      key: `audit ${event.id}`,
      to: securityPlace(event),
      who: event.actor_name,
      words: securityWords(event),
      kind: humanize(event.table_name),
      at: event.at,
    })),
    ...[...exports.events, ...signIns.events].map((event) => ({
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
      {failed ? (
        <ErrorState
          error={failed.error}
          onRetry={() => void Promise.all(readings.map((one) => one.refetch()))}
          size="small"
        />
      ) : readings.some(({ isLoading }) => isLoading) ? (
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
      <p className="quiet small above-4">
        The last of each kind. All: <Link to="/security-events">sign-ins and exports</Link>,{' '}
        <Link to="/audit-log">changes</Link>.
      </p>
    </section>
  )
}
