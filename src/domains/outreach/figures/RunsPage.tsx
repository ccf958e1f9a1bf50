import { Button } from 'antd'
import { Link } from 'react-router'
import { numberText } from '@/charts/numbers'
import { addPeriods, daysText, periodStarts, zoneText } from '@/charts/period'
import { RangeControl, useRange } from '@/charts/Range'
import { useFigures } from '@/charts/useFigures'
import { Moment } from '@/resource/fields/time'
import { useRefresh } from '@/resource/query/useRefresh'
import { useRpc } from '@/resource/query/useRpc'
import { FigureTable } from '@/ui/FigureTable'
import { Row, Stack } from '@/ui/layout'
import { useNotify } from '@/ui/notify'
import { Page } from '@/ui/Page'
import { EmptyState, ErrorState, LoadingState } from '@/ui/states'
import { useSingleRun } from '@/ui/useSingleRun'
import type { Failure, RunDay } from './data'
import { failedRunsUrl, failureText } from './failures'
import styles from './figures.module.css'
import { bySource, leadCost, outcomeOf } from './runGrid'

const outcomeTones: Record<string, string> = {
  succeeded: 'green',
  partial: 'amber',
  failed: 'red',
  running: 'blue',
  queued: 'grey',
  cancelled: 'grey',
}

/** The state of the sources: the result of each day's runs, and failures grouped by their cause. */
export default function RunsPage() {
  const range = useRange('30d')
  const days = { from_date: range.from, to_date: range.to, time_zone: range.zone }
  const grid = useFigures('scrape_run_days', days)
  const costs = useFigures('source_costs', days)
  const failures = useFigures('scrape_failures', { days: 30 })
  return (
    <Page
      title="Run health"
      count={`${daysText(range)} · ${zoneText(range.zone)}`}
      actions={<RangeControl range={range} offered={['7d', '30d', '90d']} />}
    >
      <Stack gap={24}>
        <section aria-labelledby="failures">
          <h2 id="failures" className="large below-8">
            What fails, last 30 days
          </h2>
          {failures.query.error && !failures.rows ? (
            <ErrorState
              error={failures.query.error}
              onRetry={() => void failures.query.refetch()}
              size="small"
            />
          ) : failures.query.isLoading ? (
            <LoadingState rows={3} />
          ) : failures.rows?.length ? (
            <FailureTable rows={failures.rows} />
          ) : (
            <p className="quiet small">No run has failed in these 30 days.</p>
          )}
        </section>
        <section aria-labelledby="grid">
          <h2 id="grid" className="large below-8">
            Sources by day
          </h2>
          {grid.query.error && !grid.rows ? (
            <ErrorState error={grid.query.error} onRetry={() => void grid.query.refetch()} size="small" />
          ) : grid.query.isLoading ? (
            <LoadingState rows={8} />
          ) : grid.rows?.length ? (
            <Grid rows={grid.rows} costs={costs} days={periodStarts('day', range)} />
          ) : (
            <EmptyState title="No run in these days" size="small">
              Runs appear by their sources’ schedules, or when somebody starts one.
            </EmptyState>
          )}
        </section>
      </Stack>
    </Page>
  )
}

interface GridProps {
  rows: readonly RunDay[]
  costs: ReturnType<typeof useFigures<'source_costs'>>
  days: readonly string[]
}

function Grid({ rows, costs, days }: GridProps) {
  const runsOf = (id: string, figure: number) => (
    <Link to={`/scrape-runs?source_id=any:${id}&queued_at=between:${days[0]},${days.at(-1)}`}>
      {numberText(figure)}
    </Link>
  )
  return (
    <FigureTable
      label="Runs of each source by day"
      rows={bySource(rows)}
      keyOf={({ id }) => id}
      columns={[
        { head: 'Source', cell: ({ id, name }) => <Link to={`/lead-sources/${id}`}>{name}</Link> },
        { head: 'New', cell: ({ id, brought }) => runsOf(id, brought) },
        { head: 'Again', cell: ({ id, again }) => runsOf(id, again) },
        {
          head: 'Per qualified lead',
          title: ({ id }) => costs.rows && leadCost(costs.rows, id).title,
          cell: ({ id }) =>
            costs.rows ? leadCost(costs.rows, id).text : costs.query.error ? 'not known now' : '…',
        },
        {
          head: days.length > 0 ? daysText({ from: days[0]!, to: days.at(-1)! }) : 'Days',
          isText: true,
          cell: ({ id, name, cells }) => (
            <Row as="span" gap={2} align="stretch" justify="end">
              {days.map((day) => {
                const cell = cells.get(day)
                if (!cell) return <span key={day} className={styles.run} />
                const { tone, text } = outcomeOf(cell)
                return (
                  <Link
                    key={day}
                    className={styles.run}
                    data-tone={outcomeTones[tone]}
                    to={`/scrape-runs?source_id=any:${id}&queued_at=between:${day},${addPeriods('day', day, 0)}`}
                    aria-label={`${name}, ${daysText({ from: day, to: day })}: ${text}`}
                    title={`${daysText({ from: day, to: day })}: ${text}`}
                  />
                )
              })}
            </Row>
          ),
        },
      ]}
    />
  )
}

function FailureTable({ rows }: { rows: readonly Failure[] }) {
  return (
    <FigureTable
      label="Failures"
      rows={rows}
      keyOf={({ fingerprint }) => fingerprint}
      columns={[
        {
          head: 'What went wrong',
          cell: ({ fingerprint, kind, regressed, message }) => (
            <>
              <Link to={failedRunsUrl(fingerprint, 30)}>{failureText(kind)}</Link>
              {regressed ? <span className="wrong"> came back</span> : null}
              <span className="quiet small block" style={{ maxWidth: '60ch' }}>
                {message}
              </span>
            </>
          ),
        },
        {
          head: 'Runs',
          cell: ({ fingerprint, runs }) => (
            <Link to={failedRunsUrl(fingerprint, 30)}>{numberText(runs)}</Link>
          ),
        },
        { head: 'Sources', cell: ({ sources }) => numberText(sources) },
        { head: 'First', isText: true, cell: ({ first_at }) => <Moment value={first_at} short /> },
        { head: 'Last', isText: true, cell: ({ last_at }) => <Moment value={last_at} short /> },
        {
          head: 'What to do',
          isText: true,
          isHeadHidden: true,
          cell: (failure) =>
            failure.retryable?.length ? (
              <Retry kind={failure.kind} runs={failure.retryable} />
            ) : (
              <span className="quiet small">ran since</span>
            ),
        },
      ]}
    />
  )
}

/** Queues all runs again that failed for the same reason. */
function Retry({ kind, runs }: { kind: string | null; runs: readonly string[] }) {
  const rpc = useRpc()
  const notify = useNotify()
  const refresh = useRefresh()
  const [run, isRunning] = useSingleRun()
  const retry = async () => {
    const refused: string[] = []
    for (const run_id of runs) {
      try {
        await rpc('retry_scrape_run', { run_id, reason: `Retry of all that failed: ${failureText(kind)}` })
      } catch (error) {
        refused.push((error as Error).message)
      }
    }
    const queued = runs.length - refused.length
    notify.success({
      message: `${queued} ${queued === 1 ? 'run is' : 'runs are'} queued again.`,
      description:
        refused.length > 0 ? `${refused.length} refused: ${[...new Set(refused)].join(' ')}` : undefined,
    })
    void refresh()
  }
  return (
    <Button size="small" loading={isRunning} onClick={() => void run(retry)}>
      Retry {runs.length}
    </Button>
  )
}
