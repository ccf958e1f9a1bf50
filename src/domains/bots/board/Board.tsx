import { useList } from '@refinedev/core'
import { useEffect, useRef } from 'react'
import { Link, useSearchParams } from 'react-router'
import { numberText, percentText } from '@/charts/numbers'
import { useFigures } from '@/charts/useFigures'
import { StateMark } from '@/resource/fields/options'
import { Moment } from '@/resource/fields/time'
import { useRpc } from '@/resource/query/useRpc'
import type { Database } from '@/supabase/database.types'
import type { RowOfResult } from '@/supabase/rpc'
import { Row, Tiles } from '@/ui/layout'
import { ErrorState, LoadingState } from '@/ui/states'
import { botStates } from '../shared/states'
import styles from './board.module.css'
import { Sparkline } from './Sparkline'
import { isUnhealthy } from './unhealthyBots'

type Bot = Database['public']['Views']['bot_board']['Row']
type Trend = RowOfResult<'bot_trends'>

const labels: Record<string, string> = { healthy: 'Healthy', degraded: 'Degraded', down: 'Down' }
const order = ['down', 'degraded', 'healthy']

/**
 * The current state of all bots, worst first. A bot that misses
 * its heartbeats is red, whatever state it last reported.
 */
export function Board() {
  const { result, query } = useList<Bot & { id: string }>({
    resource: 'bot_board',
    pagination: { pageSize: 1000 },
    sorters: [{ field: 'label', order: 'asc' }],
    meta: { count: 'none' },
    queryOptions: { refetchInterval: 30_000 },
    errorNotification: false,
  })
  const { rows: trends = [] } = useFigures('bot_trends', { hours: 48 })
  const bots = result?.data ?? []
  const [params] = useSearchParams()
  const onlyUnwell = params.get('show') === 'unwell'
  const shown = onlyUnwell ? bots.filter(isUnhealthy) : bots
  useSilentMarked(
    bots.some(({ missed, reported_state }) => missed && reported_state !== 'down'),
    query.refetch,
  )
  if (query.isError && bots.length === 0)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} size="small" />
  if (query.isLoading) return <LoadingState shape="text" />
  return (
    <section aria-labelledby="board">
      <h2 id="board" className="visually-hidden">
        Health
      </h2>
      <Tiles as="ul" min={340} gap={12} className={`${styles.board} marked-links below-16`}>
        {[...shown]
          .sort((a, b) => order.indexOf(a.state ?? '') - order.indexOf(b.state ?? ''))
          .map((bot) => (
            <Card key={bot.id} bot={bot} trend={trends.filter(({ bot_id }) => bot_id === bot.id)} />
          ))}
      </Tiles>
      {onlyUnwell && shown.length < bots.length ? (
        <p className="below-16">
          <Link to="/bots">Show the {bots.length - shown.length} that are well, too</Link>
        </p>
      ) : null}
    </section>
  )
}

// The board itself already shows silent bots as down; this
// call records it in the database, which opens the incident.
function useSilentMarked(isSilent: boolean, refetch: () => unknown) {
  const rpc = useRpc()
  const asked = useRef(false)
  useEffect(() => {
    if (!isSilent || asked.current) return
    asked.current = true
    rpc('mark_silent_bots', {}).then(refetch, () => undefined)
  }, [isSilent, rpc, refetch])
}

function Card({ bot, trend }: { bot: Bot; trend: readonly Trend[] }) {
  const failing = bot.actions ? (bot.failed ?? 0) / bot.actions : 0
  const state = bot.state ?? 'healthy'
  return (
    <li className="panel" data-state={state}>
      <Row gap={12} align="baseline" justify="between">
        <Link className="bold loud" to={`/ai-bot-health/${bot.id}`}>
          {bot.label}
        </Link>
        <StateMark
          option={{
            value: state,
            label: bot.missed ? 'Down: heartbeat missed' : (labels[state] ?? state),
            tone: botStates[state as keyof typeof botStates],
          }}
        />
      </Row>
      <dl>
        <Row gap={8} align="stretch" justify="between">
          <dt>Heartbeat</dt>
          <dd>{bot.heartbeat_at ? <Moment value={bot.heartbeat_at} short /> : 'never'}</dd>
        </Row>
        <Row gap={8} align="stretch" justify="between">
          <dt>Queue</dt>
          <dd>{numberText(bot.queue_depth ?? 0)}</dd>
        </Row>
        <Row gap={8} align="stretch" justify="between">
          <dt>Actions in 24 h</dt>
          <dd>
            <Link to={`/bot-actions-log?bot_id=any:${bot.id}&created_at=last:24h`}>
              {numberText(bot.actions ?? 0)}
            </Link>
          </dd>
        </Row>
        <Row gap={8} align="stretch" justify="between">
          <dt>Failed</dt>
          <dd>
            <Link to={`/bot-actions-log?bot_id=any:${bot.id}&outcome=any:failed&created_at=last:24h`}>
              {numberText(bot.failed ?? 0)}
            </Link>
            {failing > 0 ? ` (${percentText(failing * 100)})` : ''}
          </dd>
        </Row>
      </dl>
      <Row gap={12} align="stretch" className="even">
        <Sparkline
          label="Latency"
          values={trend.map(({ latency_ms }) => latency_ms)}
          format={(value) => `${numberText(value / 1000)} s`}
        />
        <Sparkline
          label="Failing"
          values={trend.map(({ error_rate }) => (error_rate === null ? null : Number(error_rate)))}
          format={(value) => percentText(value * 100)}
        />
        <Sparkline label="Queue" values={trend.map(({ queue_depth }) => queue_depth)} format={numberText} />
      </Row>
      {bot.message ? <p className="quiet small above-8">{bot.message}</p> : null}
    </li>
  )
}
