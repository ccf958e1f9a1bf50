import { useList } from '@refinedev/core'
import { Link } from 'react-router'
import { daysText } from '@/charts/period'
import { useRange } from '@/charts/Range'
import { Moment } from '@/resource/fields/time'
import { parseTimestamp } from '@/supabase/time'
import { Row } from '@/ui/layout'
import { Split } from '@/ui/Split'
import { ErrorState, LoadingState } from '@/ui/states'

interface Incident {
  id: string
  summary: string
  severity: 'degraded' | 'down'
  opened_at: string
  resolved_at: string | null
  bot: { label: string } | null
}

/** Where an incident stands between two moments, in per cent; at least wide enough to be seen. */
export function placeOf(
  opened: number,
  resolved: number,
  from: number,
  to: number,
): { left: number; width: number } {
  const left = Math.max(0, Math.min(100, (100 * (opened - from)) / (to - from)))
  const right = Math.max(0, Math.min(100, (100 * (resolved - from)) / (to - from)))
  const width = Math.max(0.6, right - left)
  return { left: Math.min(left, 100 - width), width }
}

function lengthText(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000)
  if (minutes < 90) return `${minutes} min`
  return minutes < 2880 ? `${Math.round(minutes / 60)} h` : `${Math.round(minutes / 1440)} days`
}

/** All incidents on one axis of time, with start, end and cause. */
export function Incidents() {
  const range = useRange('30d')
  const { result, query } = useList<Incident>({
    resource: 'bot_incidents',
    pagination: { pageSize: 50 },
    sorters: [{ field: 'opened_at', order: 'desc' }],
    filters: [
      { field: 'opened_at', operator: 'lt', value: `${range.to}T23:59:59Z` },
      {
        operator: 'or',
        value: [
          { field: 'resolved_at', operator: 'null', value: true },
          { field: 'resolved_at', operator: 'gte', value: `${range.from}T00:00:00Z` },
        ],
      },
    ],
    meta: { select: 'id,summary,severity,opened_at,resolved_at,bot:ai_bot_health(label)', count: 'none' },
    errorNotification: false,
  })
  const incidents = result?.data ?? []
  const from = Date.parse(`${range.from}T00:00:00Z`)
  const to = Math.max(from + 1, Math.min(Date.now(), Date.parse(`${range.to}T23:59:59Z`)))
  return (
    <section className="panel narrow below-16" aria-labelledby="incidents">
      <Row gap={16} justify="between" wrap="tight">
        <h2 id="incidents">Incidents</h2>
        <Link to="/bot-incidents">All incidents</Link>
      </Row>
      <p className="quiet">{daysText(range)}, one axis for all; open ones reach to the end</p>
      {query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} size="small" />
      ) : query.isLoading ? (
        <LoadingState shape="text" />
      ) : incidents.length === 0 ? (
        <p className="quiet">No bot was unwell in these days.</p>
      ) : (
        <ul className="lined above-8">
          {incidents.map((incident) => {
            const opened = parseTimestamp(incident.opened_at).getTime()
            const end = incident.resolved_at ? parseTimestamp(incident.resolved_at).getTime() : Date.now()
            const { left, width } = placeOf(opened, end, from, to)
            return (
              <Split
                as="li"
                columns="minmax(96px, 150px) minmax(80px, 1fr) minmax(200px, 420px)"
                className="center tight"
                key={incident.id}
              >
                <Link to={`/bot-incidents/${incident.id}`}>{incident.bot?.label}</Link>
                <span className="track relative" style={{ height: 12 }} aria-hidden>
                  <span
                    data-tone={incident.severity === 'down' ? 'red' : 'amber'}
                    style={{ position: 'absolute', left: `${left}%`, width: `${width}%` }}
                  />
                </span>
                <span className="small">
                  {incident.severity === 'down' ? 'Down' : 'Degraded'}{' '}
                  <Moment value={incident.opened_at} short />,{' '}
                  {incident.resolved_at ? `for ${lengthText(end - opened)}` : 'still open'}
                  <span className="quiet block">{incident.summary}</span>
                </span>
              </Split>
            )
          })}
        </ul>
      )}
    </section>
  )
}
