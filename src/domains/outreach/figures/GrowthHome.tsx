import { useList } from '@refinedev/core'
import { Link } from 'react-router'
import { numberText } from '@/charts/numbers'
import { daysOf, today, viewerZone } from '@/charts/period'
import { useFigures } from '@/charts/useFigures'
import { dayText, useMinutes } from '@/resource/fields/time'
import { minuteText } from '@/resource/query/days'
import { serverNow } from '@/supabase/clock'
import type { TableRow } from '@/supabase/rows'
import { parseTimestamp } from '@/supabase/time'
import { Row, Stack, Tiles } from '@/ui/layout'
import { pluralText } from '@/ui/pluralText'
import { ErrorState, LoadingState } from '@/ui/states'
import { failedRunsUrl, failureText } from './failures'
import { shareOf, stages } from './stages'

/**
 * Growth's home page: follow-ups, the age of waiting replies,
 * senders and sequences that stopped, and the week's figures.
 */
export default function GrowthHome() {
  // Renders every minute, so that a tab left open past midnight uses the new day for its figures and links.
  useMinutes()
  const now = today(viewerZone, serverNow())
  const week = daysOf('7d', now)
  const funnel = useFigures('outreach_funnel', {
    from_date: week.from,
    to_date: week.to,
    time_zone: viewerZone,
    by_what: 'all',
  })
  const health = useFigures('outreach_health', {})
  const failures = useFigures('scrape_failures', { days: 7 })
  const paused = (health.rows ?? []).filter(({ state, pause_reason }) => state === 'paused' && pause_reason)
  const all = funnel.rows?.[0]
  return (
    <Stack aria-labelledby="outreach" as="section" gap={24}>
      <h2 id="outreach" className="above-12 below-8 quiet small medium">
        Outreach
      </h2>
      <Tiles min={300} gap={24} fit>
        <FollowUps now={now} />
        <RepliesByAge />
        <section aria-labelledby="stopped">
          <h3 id="stopped" className="quiet-links below-8">
            Stopped by itself, or failing
          </h3>
          {health.query.error || failures.query.error ? (
            <ErrorState
              error={health.query.error ?? failures.query.error}
              onRetry={() => void health.query.refetch()}
              size="small"
            />
          ) : health.query.isLoading || failures.query.isLoading ? (
            <LoadingState shape="text" />
          ) : paused.length + (failures.rows?.length ?? 0) === 0 ? (
            <p className="quiet small">Everything runs.</p>
          ) : (
            <ul className="lined">
              {paused.map(({ kind, id, label, pause_reason }) => (
                <Row as="li" gap={12} align="stretch" justify="between" wrap="tight" key={id}>
                  <Link to={`${kind === 'sender' ? '/outreach-senders/' : '/outreach-sequences/'}${id}`}>
                    {label}
                  </Link>
                  <span className="quiet small">{pause_reason}</span>
                </Row>
              ))}
              {(failures.rows ?? []).slice(0, 4).map(({ fingerprint, kind, runs, sources }) => (
                <Row as="li" gap={12} align="stretch" justify="between" wrap="tight" key={fingerprint}>
                  <Link to={failedRunsUrl(fingerprint, 7)}>{failureText(kind)}</Link>
                  <span className="quiet small">
                    {pluralText(runs, 'run')} of {pluralText(sources, 'source')} in 7 days
                  </span>
                </Row>
              ))}
            </ul>
          )}
        </section>
        <section aria-labelledby="week">
          <h3 id="week" className="quiet-links below-8">
            <Link to={`/outreach-funnel?chart.range=7d`}>The last 7 days</Link>
          </h3>
          {funnel.query.error ? (
            <ErrorState error={funnel.query.error} onRetry={() => void funnel.query.refetch()} size="small" />
          ) : funnel.query.isLoading ? (
            <LoadingState shape="text" />
          ) : (
            <ul className="lined">
              {stages.map((stage) => {
                const { key, label, rows } = stage
                const value = Number(all?.[key] ?? 0)
                const share = all && shareOf(stage, all)
                return (
                  <Row as="li" gap={12} align="stretch" justify="between" wrap="tight" key={key}>
                    <span>{label}</span>
                    <span>
                      {share ? (
                        <span className="quiet small">
                          {share.percent} of {share.of}{' '}
                        </span>
                      ) : null}
                      <Link to={rows(week)} className="tabular">
                        {numberText(value)}
                      </Link>
                    </span>
                  </Row>
                )
              })}
            </ul>
          )}
        </section>
      </Tiles>
    </Stack>
  )
}

function FollowUps({ now }: { now: string }) {
  const { result, query } = useList<
    Pick<TableRow<'leads'>, 'id' | 'full_name' | 'follow_up_on' | 'follow_up_note'>
  >({
    resource: 'leads',
    filters: [
      { field: 'follow_up_on', operator: 'lte', value: now },
      { field: 'state', operator: 'nin', value: ['converted', 'rejected'] },
    ],
    sorters: [{ field: 'follow_up_on', order: 'asc' }],
    pagination: { pageSize: 6 },
    meta: { select: 'id,full_name,follow_up_on,follow_up_note', tieBreak: 'id' },
    errorNotification: false,
  })
  const rows = result?.data ?? []
  return (
    <section aria-labelledby="follow-up">
      <h3 id="follow-up" className="quiet-links below-8">
        <Link to="/leads?follow_up_on=to:today&state=none:converted,rejected&sort=follow_up_on">
          To follow up
        </Link>
      </h3>
      {query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} size="small" />
      ) : query.isLoading ? (
        <LoadingState shape="text" />
      ) : rows.length === 0 ? (
        <p className="quiet small">Nobody today. A reply of “later” puts a lead here on its day.</p>
      ) : (
        <ul className="lined">
          {rows.map(({ id, full_name, follow_up_on, follow_up_note }) => (
            <Row as="li" gap={12} align="stretch" justify="between" wrap="tight" key={id}>
              <Link to={`/leads/${id}`}>{full_name}</Link>
              <span className="quiet small">{follow_up_note ?? dayText(String(follow_up_on))}</span>
            </Row>
          ))}
        </ul>
      )}
    </section>
  )
}

const ages = [
  { label: 'Younger than a day', filter: 'received_at=last:24h', from: 0, to: 24 },
  { label: 'One to three days', filter: 'received_at=ago:24h&received_at=last:3d', from: 24, to: 72 },
  { label: 'Older than three days', filter: 'received_at=ago:3d', from: 72, to: Number.POSITIVE_INFINITY },
]

function RepliesByAge() {
  const { result, query } = useList<Pick<TableRow<'outreach_responses'>, 'received_at'>>({
    resource: 'outreach_responses',
    filters: [{ field: 'handled_at', operator: 'null', value: true }],
    sorters: [{ field: 'received_at', order: 'asc' }],
    pagination: { pageSize: 1000 },
    meta: { select: 'id,received_at,sentiment', count: 'none', tieBreak: 'id' },
    errorNotification: false,
  })
  const rows = result?.data ?? []
  useMinutes()
  // Rounded down to the minute, so that the counts match the lists that the links open.
  const now = Date.parse(minuteText(serverNow().getTime()))
  const hours = rows.map(({ received_at }) => (now - parseTimestamp(received_at).getTime()) / 3_600_000)
  return (
    <section aria-labelledby="replies">
      <h3 id="replies" className="quiet-links below-8">
        Replies that wait
      </h3>
      {query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} size="small" />
      ) : query.isLoading ? (
        <LoadingState shape="text" />
      ) : (
        <ul className="lined">
          {ages.map(({ label, filter, from, to }) => (
            <Row as="li" gap={12} align="stretch" justify="between" wrap="tight" key={label}>
              <Link to={`/outreach-responses?handled_at=empty&${filter}&sort=received_at`}>{label}</Link>
              <span className="tabular">
                {numberText(hours.filter((age) => from <= age && age <= to).length)}
              </span>
            </Row>
          ))}
        </ul>
      )}
    </section>
  )
}
