import { useList } from '@refinedev/core'
import { Segmented } from 'antd'
import { Link } from 'react-router'
import { useAnnotations } from '@/charts/annotations'
import { Chart } from '@/charts/Chart'
import { momentCell } from '@/charts/cells'
import { useDaysBefore } from '@/charts/comparison'
import { numberText } from '@/charts/numbers'
import { useChartParams } from '@/charts/params'
import {
  addPeriods,
  dayStart,
  daysText,
  periodStarts,
  type Range,
  shortDayText,
  zoneText,
} from '@/charts/period'
import { emptyDays } from '@/charts/periodRows'
import { useRange } from '@/charts/Range'
import { Moment } from '@/resource/fields/time'
import type { TableRow } from '@/supabase/rows'
import { parseTimestamp } from '@/supabase/time'
import { Split } from '@/ui/Split'

const columns = 'minmax(96px, 150px) minmax(80px, 1fr) minmax(200px, 420px)'
/** The most incidents in the chart; the table lists all. */
const most = 100
/** The most rows that hosted Supabase returns at once; the note says when there are more. */
const fetched = 1000

type Incident = Pick<TableRow<'bot_incidents'>, 'id' | 'summary' | 'opened_at' | 'resolved_at'> & {
  severity: 'degraded' | 'down'
  bot: Pick<TableRow<'ai_bot_health'>, 'label'> | null
}

/** The position of an incident on the axis in percent; wide enough to be visible. */
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

/** Date labels at the quarters of the axis. */
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

/** Annotations at their place on the axis: a release may be the cause of an incident. */
function Notes({ range, from, to }: { range: Range; from: number; to: number }) {
  const notes = useAnnotations(range)
  if (notes.length === 0) return null
  return (
    <Split as="li" columns={columns} className="quiet small">
      <span>Noted</span>
      <span className="relative" style={{ height: 18 }} aria-hidden>
        {notes.map(({ id, on_day }) => (
          <span
            key={id}
            style={{
              position: 'absolute',
              left: `${placeOf(dayStart(on_day, range.zone), dayStart(on_day, range.zone), from, to).left}%`,
            }}
          >
            ⚑
          </span>
        ))}
      </span>
      <span className="anywhere">
        {notes.map(({ on_day, label }) => `${shortDayText(on_day)}: ${label}`).join('; ')}
      </span>
    </Split>
  )
}

const severities = [
  { value: '', label: 'All' },
  { value: 'down', label: 'Down' },
  { value: 'degraded', label: 'Degraded' },
] as const

const severityText = (severity: Incident['severity']) => (severity === 'down' ? 'Down' : 'Degraded')

/** The incidents that overlap these days, latest first. */
function useIncidents(from: number, end: number, enabled = true) {
  const { result, query } = useList<Incident>({
    resource: 'bot_incidents',
    pagination: { pageSize: fetched },
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
    queryOptions: { enabled },
    errorNotification: false,
  })
  return { incidents: result?.data ?? [], query }
}

/** The start and end of an incident in milliseconds, and its length in minutes. */
function lastingOf({ opened_at, resolved_at }: Incident, now: number) {
  const opened = parseTimestamp(opened_at).getTime()
  const ended = resolved_at ? parseTimestamp(resolved_at).getTime() : now
  return { opened, ended, minutes: Math.max(0, Math.round((ended - opened) / 60_000)) }
}

const countOf = (incidents: readonly Incident[]) => {
  const count = incidents.length
  return count === fetched
    ? `The ${numberText(fetched)} that opened last; all are in the list`
    : `${numberText(count)} incident${count === 1 ? '' : 's'}`
}

/** All incidents on one time axis, with start, end and cause. */
export default function Incidents() {
  const { get, set } = useChartParams()
  const range = useRange('30d')
  const from = dayStart(range.from, range.zone)
  const end = dayStart(addPeriods('day', range.to, 1), range.zone)
  const { incidents: all, query } = useIncidents(from, end)
  const earlier = useDaysBefore(range)
  const before = useIncidents(dayStart(earlier?.from ?? range.from, range.zone), from, earlier !== undefined)
  const severity = severities.find(({ value }) => value === get('severity'))?.value ?? ''
  const ofSeverity = (incidents: readonly Incident[]) =>
    incidents.filter((one) => severity === '' || one.severity === severity)
  const incidents = ofSeverity(all)
  const compared = earlier && before.query.data ? ofSeverity(before.incidents) : undefined
  const now = Date.now()
  const to = Math.max(from + 1, Math.min(now, end))
  return (
    <Chart
      title="Incidents"
      note={
        <>
          {zoneText(range.zone)} · open ones reach to the end · <Link to="/bot-incidents">all incidents</Link>
        </>
      }
      foot={`${countOf(incidents)}, ${daysText(range)}${compared ? ` · in as many days before: ${countOf(compared).toLowerCase()}` : ''}`}
      controls={
        <Segmented
          aria-label="How bad"
          options={[...severities]}
          value={severity}
          onChange={(next) => set({ severity: next || undefined })}
        />
      }
      reading={query}
      pin="bot-incidents"
      range={range}
      empty={emptyDays(query.data !== undefined && incidents.length === 0, 'No bot was unwell in these days')}
      explain={
        <>
          An incident is opened when a bot says that it is degraded or down, or misses its heartbeats, and
          ends when it is well again; a bot has one at a time. Shown are those of which any part lies in these
          days, also where they began before. How long is from start to end, of open ones until now.
        </>
      }
      table={{
        caption: `Incidents, ${daysText(range)}, ${zoneText(range.zone)}`,
        head: ['Bot', 'Cause', 'How bad', 'From', 'Until', 'Minutes'],
        textColumns: 5,
        behind: {},
        rows: incidents.map((incident) => ({
          key: incident.id,
          to: `/bot-incidents/${incident.id}`,
          unfinished: incident.resolved_at === null,
          cells: [
            incident.bot?.label ?? '–',
            incident.summary,
            severityText(incident.severity),
            momentCell(incident.opened_at, range.zone),
            incident.resolved_at ? momentCell(incident.resolved_at, range.zone) : '–',
            numberText(lastingOf(incident, now).minutes),
          ],
        })),
      }}
    >
      <ul className="lined above-8">
        <Axis range={range} from={from} to={to} />
        <Notes range={range} from={from} to={to} />
        {incidents.slice(0, most).map((incident) => {
          const { opened, ended } = lastingOf(incident, now)
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
                {severityText(incident.severity)} <Moment value={incident.opened_at} short />,{' '}
                {incident.resolved_at ? `for ${lengthText(ended - opened)}` : 'still open'}
                <span className="quiet block">{incident.summary}</span>
              </span>
            </Split>
          )
        })}
      </ul>
      {incidents.length > most ? (
        <p className="quiet">{numberText(incidents.length - most)} more in the table.</p>
      ) : null}
    </Chart>
  )
}
