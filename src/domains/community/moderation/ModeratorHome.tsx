import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Segmented } from 'antd'
import { Link, useNavigate } from 'react-router'
import { Chart, TimePlot } from '@/charts/Chart'
import { numberText, shareText } from '@/charts/numbers'
import { useChartParams } from '@/charts/params'
import { daysText, type Period, periodOf, periodStarts, today, zoneText } from '@/charts/period'
import { RangeControl, useRange } from '@/charts/Range'
import { useEntries } from '@/resource/entries'
import { UnsentBanner } from '@/resource/queue/Unsent'
import { useCalls } from '@/resource/queue/useCalls'
import { ErrorState, LoadingState } from '@/ui/states'
import { useSending } from './data'
import {
  type Backlog,
  type Colleague,
  gridOf,
  lengthText,
  type Pace,
  type ReasonCount,
  topReasons,
} from './numbers'
import { type Age, ages, queueUrl } from './queueView'
import './home.css'

/** How it stands with the queue and with the work on it; each number leads to its rows. */
export default function ModeratorHome() {
  const { staff } = useEntries()
  const calls = useCalls()
  const { outbox, unsent, problem } = useSending(calls, staff.userId)
  const range = useRange('30d')
  const days = { from_date: range.from, to_date: range.to, time_zone: range.zone }
  const read = <Row,>(name: string, args: object) => ({
    queryKey: ['moderation', name, args],
    queryFn: ({ signal }: { signal: AbortSignal }) => calls.rpc<Row[]>(name, args, 'get', signal),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
  const backlog = useQuery(read<Backlog>('moderation_backlog', {}))
  const pace = useQuery(read<Pace>('moderation_pace', days))
  const team = useQuery(read<Colleague>('moderation_team', days))
  const grain = range.preset === '7d' ? ('day' as const) : ('week' as const)
  const reasons = useQuery(read<ReasonCount>('moderation_reason_counts', { ...days, grain }))
  return (
    <section aria-labelledby="moderation" className="mod-home">
      <div className="mod-home-head">
        <h2 id="moderation" className="home-heading">
          Moderation
        </h2>
        <RangeControl range={range} offered={['7d', '30d', '90d', 'year']} />
      </div>
      <UnsentBanner unsent={unsent} problem={problem} onRetry={outbox.retry} />
      <div className="mod-home-pair">
        <section className="chart" aria-labelledby="backlog">
          <div className="chart-head">
            <h3 id="backlog">What waits, by severity and age</h3>
          </div>
          {backlog.error && !backlog.data ? (
            <ErrorState error={backlog.error} onRetry={() => void backlog.refetch()} size="small" />
          ) : backlog.data ? (
            <Grid rows={backlog.data} />
          ) : (
            <LoadingState shape="text" />
          )}
        </section>
        <section className="chart" aria-labelledby="team">
          <div className="chart-head">
            <h3 id="team">Who decided</h3>
            <span className="mod-home-note">{daysText(range)}</span>
          </div>
          {team.error && !team.data ? (
            <ErrorState error={team.error} onRetry={() => void team.refetch()} size="small" />
          ) : team.data ? (
            <Team rows={team.data} from={range.from} to={range.to} />
          ) : (
            <LoadingState shape="text" />
          )}
        </section>
      </div>
      <PaceChart reading={pace} me={staff.userId} days={range} />
      <ReasonsChart reading={reasons} grain={grain} days={range} />
    </section>
  )
}

/** Counts of what waits: rows by severity, columns by age; each opens those items. */
function Grid({ rows }: { rows: readonly Backlog[] }) {
  const grid = gridOf(rows)
  const names = Object.keys(ages) as Age[]
  if (grid.length === 0) return <p className="mod-home-clear">The queue is clear.</p>
  const highest = Math.max(...grid.flatMap(({ cells }) => cells))
  return (
    <div className="mod-home-scroll">
      <table className="mod-home-table">
        <thead>
          <tr>
            <th scope="col">Severity</th>
            {names.map((age) => (
              <th key={age} scope="col" data-figure>
                {ages[age].label}
              </th>
            ))}
            <th scope="col" data-figure>
              All
            </th>
          </tr>
        </thead>
        <tbody>
          {grid.map(({ severity, cells, sum }) => (
            <tr key={severity}>
              <th scope="row">{severity === 0 ? 'No complaint' : `${severity} of 5`}</th>
              {cells.map((cell, index) => {
                const age = names[index]!
                return (
                  <td
                    key={age}
                    data-figure
                    className="mod-home-cell"
                    style={{ '--share': cell / highest } as React.CSSProperties}
                  >
                    {cell > 0 ? (
                      <Link
                        to={queueUrl({ view: 'all', severity, age })}
                        aria-label={`${cell} of severity ${severity}, ${ages[age].label}`}
                      >
                        {numberText(cell)}
                      </Link>
                    ) : null}
                  </td>
                )
              })}
              <td data-figure>
                <Link to={queueUrl({ view: 'all', severity })}>{numberText(sum)}</Link>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Team({ rows, from, to }: { rows: readonly Colleague[]; from: string; to: string }) {
  if (rows.length === 0) return <p className="mod-home-clear">Nobody has decided anything in these days.</p>
  return (
    <div className="mod-home-scroll">
      <table className="mod-home-table">
        <thead>
          <tr>
            <th scope="col">Moderator</th>
            <th scope="col" data-figure>
              Decisions
            </th>
            <th scope="col" data-figure>
              Overturned
            </th>
            <th scope="col" data-figure>
              Time to decision
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ moderator_id, moderator_name, decisions, overturned, median_seconds, is_me }) => {
            const view = { view: 'done' as const, by: moderator_id, from, to }
            return (
              <tr key={moderator_id}>
                <th scope="row">
                  {moderator_name}
                  {is_me ? <span className="mod-home-note"> you</span> : null}
                </th>
                <td data-figure>
                  <Link to={queueUrl(view)}>{numberText(decisions)}</Link>
                </td>
                <td data-figure>
                  {overturned > 0 ? (
                    <Link to={queueUrl({ ...view, overturned: true })}>
                      {numberText(overturned)}
                      <span className="mod-home-note"> {shareText(overturned, decisions)}</span>
                    </Link>
                  ) : (
                    '0'
                  )}
                </td>
                <td data-figure>{median_seconds === null ? '–' : lengthText(Number(median_seconds))}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

interface Reading<Row> {
  data: Row[] | undefined
  isLoading: boolean
  isFetching: boolean
  error: unknown
  refetch: () => unknown
}

interface Days {
  from: string
  to: string
  zone: string
}

const metrics = [
  { value: 'decisions', label: 'Decisions' },
  { value: 'time', label: 'Time to decision' },
  { value: 'overturned', label: 'Overturned' },
]

function PaceChart({ reading, me, days }: { reading: Reading<Pace>; me: string; days: Days }) {
  const { get, set } = useChartParams()
  const navigate = useNavigate()
  const metric = metrics.find(({ value }) => value === get('metric'))?.value ?? 'decisions'
  const rows = reading.data ?? []
  const now = today(days.zone)
  const periods = rows.map(({ day }) => periodOf('day', day, day === now))
  const isTime = metric === 'time'
  const seconds = (value: number | null) => (value === null ? null : Number(value))
  const series =
    metric === 'time'
      ? [
          {
            key: 'team',
            label: 'Median of the team',
            values: rows.map((row) => seconds(row.median_seconds)),
            mark: 'line' as const,
            colour: 1,
          },
          {
            key: 'own',
            label: 'Your median',
            values: rows.map((row) => seconds(row.own_median_seconds)),
            mark: 'line' as const,
          },
        ]
      : [
          {
            key: 'own',
            label: 'You',
            values: rows.map((row) => (metric === 'decisions' ? row.own : row.own_overturned)),
            mark: 'bar' as const,
            stack: 'all',
          },
          {
            key: 'others',
            label: 'Colleagues',
            values: rows.map((row) =>
              metric === 'decisions' ? row.team - row.own : row.team_overturned - row.own_overturned,
            ),
            mark: 'bar' as const,
            stack: 'all',
            pale: true,
          },
        ]
  const format = isTime ? lengthText : numberText
  const sum = (of: (row: Pace) => number) => rows.reduce((total, row) => total + of(row), 0)
  const pick = ({ start, end }: Period) =>
    navigate(
      queueUrl({ view: 'done', from: start, to: end, ...(metric === 'overturned' && { overturned: true }) }),
    )
  return (
    <Chart
      title="Pace"
      note={`${isTime ? 'From waiting to decided' : 'A day'} · ${zoneText(days.zone)} · click a day for its decisions`}
      controls={
        <Segmented
          options={metrics}
          value={metric}
          onChange={(next) => set({ metric: next === 'decisions' ? undefined : next })}
          aria-label="Show"
        />
      }
      foot={
        <>
          <Link to={queueUrl({ view: 'done', by: me, from: days.from, to: days.to })}>
            {numberText(sum(({ own }) => own))} by you
          </Link>
          {' of '}
          <Link to={queueUrl({ view: 'done', from: days.from, to: days.to })}>
            {numberText(sum(({ team }) => team))}
          </Link>
          {', '}
          <Link to={queueUrl({ view: 'done', from: days.from, to: days.to, overturned: true })}>
            {numberText(sum(({ team_overturned }) => team_overturned))} overturned
          </Link>
        </>
      }
      reading={reading}
      empty={
        rows.every(({ team }) => team === 0)
          ? {
              title: 'Nothing decided in these days',
              text: 'What moderators decide is counted here, day by day.',
            }
          : undefined
      }
      table={{
        caption: `Decisions a day, ${daysText(days)}, ${zoneText(days.zone)}`,
        head: ['Day', 'You', 'Team', 'Overturned', 'Your time', 'Time of the team'],
        rows: rows
          .map((row, index) => ({
            key: row.day,
            cells: [
              periods[index]!.title,
              numberText(row.own),
              numberText(row.team),
              numberText(row.team_overturned),
              row.own_median_seconds === null ? '–' : lengthText(Number(row.own_median_seconds)),
              row.median_seconds === null ? '–' : lengthText(Number(row.median_seconds)),
            ],
            unfinished: periods[index]!.unfinished,
            onPick: () => pick(periods[index]!),
          }))
          .reverse(),
      }}
    >
      <TimePlot
        periods={periods}
        series={series}
        format={format}
        summary={`${metrics.find(({ value }) => value === metric)?.label} by day, ${daysText(days)}. ${numberText(sum(({ team }) => team))} decisions overall, ${numberText(sum(({ own }) => own))} of them yours.`}
        height={196}
        onPick={pick}
        pickText="shows its decisions"
      />
    </Chart>
  )
}

function ReasonsChart({
  reading,
  grain,
  days,
}: {
  reading: Reading<ReasonCount>
  grain: 'day' | 'week'
  days: Days
}) {
  const navigate = useNavigate()
  const rows = reading.data ?? []
  const now = today(days.zone)
  const periods = periodStarts(grain, days).map((start) => {
    const period = periodOf(grain, start)
    return { ...period, unfinished: period.end >= now }
  })
  const top = topReasons(rows, 6)
  const pick = ({ start, end }: Period) =>
    navigate(`/moderation-decisions?decision=any:hide,remove,escalate&created_at=between:${start},${end}`)
  return (
    <Chart
      title="Reasons over time"
      note={`Hidden, removed and escalated, a ${grain} · ${zoneText(days.zone)} · click a ${grain} for its decisions`}
      reading={reading}
      empty={
        rows.length === 0
          ? {
              title: 'No reasons in these days',
              text: 'Why things were hidden, removed or escalated is counted here.',
            }
          : undefined
      }
      table={{
        caption: `Reasons by ${grain}, ${daysText(days)}, ${zoneText(days.zone)}`,
        head: [grain === 'day' ? 'Day' : 'Week', 'Reason', 'Decisions'],
        textColumns: 2,
        rows: rows
          .map(({ period_start, period_end, reason_code, reason_label, decisions }) => ({
            key: `${period_start} ${reason_code}`,
            cells: [periodOf(grain, period_start).title, reason_label, numberText(decisions)],
            unfinished: period_end >= now,
            onPick: () =>
              navigate(queueUrl({ view: 'done', reason: reason_code, from: period_start, to: period_end })),
          }))
          .reverse(),
      }}
    >
      <TimePlot
        periods={periods}
        series={top.map(({ code, label, countIn }, index) => ({
          key: code ?? 'others',
          label,
          values: periods.map(({ start }) => countIn(start)),
          mark: 'bar' as const,
          stack: 'reasons',
          colour: code ? index : 7,
        }))}
        summary={`Reasons by ${grain}, ${daysText(days)}. Most often: ${top[0]?.label ?? 'none'}.`}
        height={196}
        onPick={pick}
        pickText="shows its decisions"
      />
    </Chart>
  )
}
