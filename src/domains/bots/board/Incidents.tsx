import { useList } from '@refinedev/core'
import { Link } from 'react-router'
import {
  addPeriods,
  dayStart,
  daysText,
  periodStarts,
  type Range,
  shortDayText,
  zoneText,
} from '@/charts/period'
import { useRange } from '@/charts/Range'
import { Moment } from '@/resource/fields/time'
import { parseTimestamp } from '@/supabase/time'
import { Row } from '@/ui/layout'
import { Split } from '@/ui/Split'
import { ErrorState, LoadingState } from '@/ui/states'

const columns = 'minmax(96px, 150px) minmax(80px, 1fr) minmax(200px, 420px)'
/** More than these nobody reads; that there are more is said. */
const most = 100

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

/** The days at a quarter of the axis each. */
function Axis({ range, from, to }: { range: Range; from: number; to: number }) {
  const days = periodStarts('day', range)
  const step = Math.max(1, Math.ceil(days.length / 4))
  return (
    <Split as="li" columns={columns} className="quiet small" aria-hidden>
      <span />
      <span className="relative" style={{ height: 18 }}>
        {days
          .filter((_, at) => at % step === 0)
          .map((day) => {
            const left = (100 * (dayStart(day, range.zone) - from)) / (to - from)
            return (
              <span
                key={day}
                className="nowrap"
                style={{ position: 'absolute', left: `${Math.max(0, left)}%` }}
              >
                {shortDayText(day)}
              </span>
            )
          })}
      </span>
    </Split>
  )
}

/** All incidents on one axis of time, with start, end and cause. */
export function Incidents() {
  const range = useRange('30d')
  const from = dayStart(range.from, range.zone)
  const end = dayStart(addPeriods('day', range.to, 1), range.zone)
  const { result, query } = useList<Incident>({
    resource: 'bot_incidents',
    pagination: { pageSize: most },
    sorters: [{ field: 'opened_at', order: 'desc' }],
    filters: [
      { field: 'opened_at', operator: 'lt', value: new Date(end).toISOString() },
      {
        operator: 'or',
        value: [
          { field: 'resolved_at', operator: 'null', value: true },
          { field: 'resolved_at', operator: 'gte', value: new Date(from).toISOString() },
        ],
      },
    ],
    meta: { select: 'id,summary,severity,opened_at,resolved_at,bot:ai_bot_health(label)', count: 'none' },
    errorNotification: false,
  })
  const incidents = result?.data ?? []
  const to = Math.max(from + 1, Math.min(Date.now(), end))
  return (
    <section className="panel narrow below-16" aria-labelledby="incidents">
      <Row gap={16} justify="between" wrap="tight">
        <h2 id="incidents">Incidents</h2>
        <Link to="/bot-incidents">All incidents</Link>
      </Row>
      <p className="quiet">
        {daysText(range)}, {zoneText(range.zone)}, one axis for all; open ones reach to the end
      </p>
      {query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} size="small" />
      ) : query.isLoading ? (
        <LoadingState shape="text" />
      ) : incidents.length === 0 ? (
        <p className="quiet">No bot was unwell in these days.</p>
      ) : (
        <ul className="lined above-8">
          <Axis range={range} from={from} to={to} />
          {incidents.map((incident) => {
            const opened = parseTimestamp(incident.opened_at).getTime()
            const ended = incident.resolved_at ? parseTimestamp(incident.resolved_at).getTime() : Date.now()
            const { left, width } = placeOf(opened, ended, from, to)
            return (
              <Split as="li" columns={columns} className="center tight" key={incident.id}>
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
                  {incident.resolved_at ? `for ${lengthText(ended - opened)}` : 'still open'}
                  <span className="quiet block">{incident.summary}</span>
                </span>
              </Split>
            )
          })}
        </ul>
      )}
      {incidents.length === most ? (
        <p className="quiet">The {most} that opened last. All of them are in the list.</p>
      ) : null}
    </section>
  )
}
