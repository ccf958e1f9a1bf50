import { Button } from 'antd'
import { Link } from 'react-router'
import { numberText } from '@/charts/numbers'
import { addPeriods, daysText, periodStarts, zoneText } from '@/charts/period'
import { RangeControl, useRange } from '@/charts/Range'
import { useFigures } from '@/charts/useFigures'
import { Moment } from '@/resource/fields/time'
import { useRefresh } from '@/resource/query/useRefresh'
import { useRpc } from '@/resource/query/useRpc'
import { Row, Stack } from '@/ui/layout'
import { useNotify } from '@/ui/notify'
import { Page } from '@/ui/Page'
import { EmptyState, ErrorState, LoadingState } from '@/ui/states'
import { useSingleRun } from '@/ui/useSingleRun'
import type { Failure, RunDay } from './data'
import { failedRunsUrl, failureText } from './failures'
import { bySource, outcomeOf } from './runGrid'
import './figures.css'

const outcomeTones: Record<string, string> = {
  succeeded: 'green',
  partial: 'amber',
  failed: 'red',
  running: 'blue',
  queued: 'grey',
  cancelled: 'grey',
}

/** How the sources are doing: what came of each day's runs, and which failures are one and the same. */
export default function RunsPage() {
  const range = useRange('30d')
  const days = { from_date: range.from, to_date: range.to, time_zone: range.zone }
  const grid = useFigures('scrape_run_days', days)
  const failures = useFigures('scrape_failures', { days: 30 })
  return (
    <Page
      title="Run health"
      count={`${daysText(range)} · ${zoneText(range.zone)}`}
      actions={<RangeControl range={range} offered={['7d', '30d', '90d']} />}
    >
      <Stack gap={24} className="figures">
        <section aria-labelledby="failures">
          <h2 id="failures">What fails, last 30 days</h2>
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
            <p className="figures-note">No run has failed in these 30 days.</p>
          )}
        </section>
        <section aria-labelledby="grid">
          <h2 id="grid">Sources by day</h2>
          {grid.query.error && !grid.rows ? (
            <ErrorState error={grid.query.error} onRetry={() => void grid.query.refetch()} size="small" />
          ) : grid.query.isLoading ? (
            <LoadingState rows={8} />
          ) : grid.rows?.length ? (
            <Grid rows={grid.rows} days={periodStarts('day', range)} />
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

function Grid({ rows, days }: { rows: readonly RunDay[]; days: readonly string[] }) {
  return (
    <div className="figures-scroll">
      <table className="figures-table run-grid full">
        <thead>
          <tr>
            <th scope="col">Source</th>
            <th scope="col" data-figure>
              New
            </th>
            <th scope="col" data-figure>
              Again
            </th>
            <th scope="col">
              <span className="visually-hidden">
                Days from {days[0]} to {days.at(-1)}
              </span>
            </th>
          </tr>
        </thead>
        <tbody>
          {bySource(rows).map(({ id, name, cells, brought, again }) => (
            <tr key={id}>
              <th scope="row">
                <Link to={`/lead-sources/${id}`}>{name}</Link>
              </th>
              {[brought, again].map((figure, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: always these two
                <td key={index} data-figure>
                  <Link to={`/scrape-runs?source_id=any:${id}&queued_at=between:${days[0]},${days.at(-1)}`}>
                    {numberText(figure)}
                  </Link>
                </td>
              ))}
              <td>
                <Row as="span" gap={2} align="stretch" justify="end">
                  {days.map((day) => {
                    const cell = cells.get(day)
                    if (!cell) return <span key={day} className="run-cell" />
                    const { tone, text } = outcomeOf(cell)
                    return (
                      <Link
                        key={day}
                        className="run-cell"
                        data-tone={outcomeTones[tone]}
                        to={`/scrape-runs?source_id=any:${id}&queued_at=between:${day},${addPeriods('day', day, 0)}`}
                        aria-label={`${name}, ${day}: ${text}`}
                        title={`${day}: ${text}`}
                      />
                    )
                  })}
                </Row>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function FailureTable({ rows }: { rows: readonly Failure[] }) {
  return (
    <div className="figures-scroll">
      <table className="figures-table full">
        <thead>
          <tr>
            <th scope="col">What went wrong</th>
            <th scope="col" data-figure>
              Runs
            </th>
            <th scope="col" data-figure>
              Sources
            </th>
            <th scope="col">First</th>
            <th scope="col">Last</th>
            <th scope="col">
              <span className="visually-hidden">What to do</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((failure) => (
            <FailureRow key={failure.fingerprint} failure={failure} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function FailureRow({ failure }: { failure: Failure }) {
  const { fingerprint, kind, message, runs, sources, first_at, last_at, regressed, retryable } = failure
  const rpc = useRpc()
  const notify = useNotify()
  const refresh = useRefresh()
  const [run, isRunning] = useSingleRun()
  const retry = async () => {
    const refused: string[] = []
    for (const run_id of retryable ?? []) {
      try {
        await rpc('retry_scrape_run', { run_id, reason: `Retry of all that failed: ${failureText(kind)}` })
      } catch (error) {
        refused.push((error as Error).message)
      }
    }
    const queued = (retryable?.length ?? 0) - refused.length
    notify.success({
      message: `${queued} ${queued === 1 ? 'run is' : 'runs are'} queued again.`,
      description:
        refused.length > 0 ? `${refused.length} refused: ${[...new Set(refused)].join(' ')}` : undefined,
    })
    void refresh()
  }
  return (
    <tr>
      <th scope="row">
        <Link to={failedRunsUrl(fingerprint, 30)}>{failureText(kind)}</Link>
        {regressed ? <span className="wrong"> came back</span> : null}
        <span className="figures-note figures-message">{message}</span>
      </th>
      <td data-figure>
        <Link to={failedRunsUrl(fingerprint, 30)}>{numberText(runs)}</Link>
      </td>
      <td data-figure>{numberText(sources)}</td>
      <td>
        <Moment value={first_at} short />
      </td>
      <td>
        <Moment value={last_at} short />
      </td>
      <td>
        {retryable?.length ? (
          <Button size="small" loading={isRunning} onClick={() => void run(retry)}>
            Retry {retryable.length}
          </Button>
        ) : (
          <span className="figures-note">ran since</span>
        )}
      </td>
    </tr>
  )
}
