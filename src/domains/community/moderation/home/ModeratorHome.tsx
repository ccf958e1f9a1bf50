import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useDaysBefore } from '@/charts/comparison'
import { daysText, type Range } from '@/charts/period'
import { CompareControl, RangeControl, useRange } from '@/charts/Range'
import { useFigures } from '@/charts/useFigures'
import { useEntries } from '@/resource/entries'
import { UnsentBanner } from '@/resource/queue/Unsent'
import { useQueueRequests } from '@/resource/queue/useQueueRequests'
import { Row, Tiles } from '@/ui/layout'
import { ErrorState, LoadingState } from '@/ui/states'
import { useSending } from '../data'
import { Agreement } from './Agreement'
import { type FigureQuery, figureQueryOf } from './figureQuery'
import { type HandedOver, Handovers, mostHandedOver } from './Handovers'
import { Objections } from './Objections'
import { PaceChart } from './PaceChart'
import { ReasonsChart } from './ReasonsChart'
import { Grid, Team } from './tables'

/** The state of the queue and of the team's work; each number links to its rows. */
export default function ModeratorHome() {
  const { staff } = useEntries()
  const calls = useQueueRequests()
  const { outbox, unsent, problem } = useSending(calls, staff.userId)
  const range = useRange('30d')
  const days = { from_date: range.from, to_date: range.to, time_zone: range.zone }
  const backlog = figureQueryOf(useFigures('moderation_backlog', {}))
  const pace = figureQueryOf(useFigures('moderation_pace', days))
  const team = figureQueryOf(useFigures('moderation_team', days))
  const agreement = figureQueryOf(useFigures('moderation_agreement', days))
  const objections = figureQueryOf(useFigures('moderation_objections', days))
  const handovers = useQuery({
    queryKey: ['moderation', 'handovers'],
    queryFn: ({ signal }) =>
      calls
        .list<HandedOver>('moderation_queue', {
          filters: [{ field: 'escalated', operator: 'eq', value: true }],
          sorters: [{ field: 'due_at', order: 'asc' }],
          size: mostHandedOver,
          select:
            'id,item_type,item_id,title,excerpt,escalated_name,escalated_at,escalated_reason,assigned_to,assigned_name,due_at',
          signal,
        })
        .then(({ data }) => data),
    staleTime: 60_000,
  })
  const grain = range.preset === '7d' ? ('day' as const) : ('week' as const)
  const reasons = figureQueryOf(useFigures('moderation_reason_counts', { ...days, grain }))
  const { paceBefore, reasonsBefore } = useBefore(range, grain)
  return (
    <section aria-labelledby="moderation">
      <Row justify="between" className="above-12 below-8">
        <h2 id="moderation" className="above-12 below-8 quiet small medium">
          Moderation
        </h2>
        <Row gap={8}>
          <RangeControl range={range} offered={['7d', '30d', '90d', 'year']} />
          <CompareControl />
        </Row>
      </Row>
      <UnsentBanner unsent={unsent} problem={problem} onRetry={outbox.retry} />
      <Tiles min={400} gap={16} fit className="flush">
        <Box id="backlog" title="What waits, by severity and age" reading={backlog}>
          {(rows) => <Grid rows={rows} />}
        </Box>
        <Box id="team" title="Who decided" note={daysText(range)} reading={team}>
          {(rows) => <Team rows={rows} from={range.from} to={range.to} />}
        </Box>
        <Box id="handovers" title="Handed over" note="Escalated, the first due first" reading={handovers}>
          {(rows) => <Handovers rows={rows} me={staff.userId} />}
        </Box>
        <Box id="objections" title="Objections" note={daysText(range)} reading={objections}>
          {(rows) => <Objections rows={rows} />}
        </Box>
        <Box id="agreement" title="Second looks" note={daysText(range)} reading={agreement}>
          {(rows) => <Agreement rows={rows} />}
        </Box>
      </Tiles>
      <PaceChart reading={pace} before={paceBefore} me={staff.userId} days={range} />
      <ReasonsChart reading={reasons} before={reasonsBefore} grain={grain} days={range} />
    </section>
  )
}

/** The same figures for the previous period, when comparison is on. */
function useBefore(range: Range, grain: 'day' | 'week') {
  const days = useDaysBefore(range)
  const periods = useDaysBefore(range, grain)
  const args = (of: { from: string; to: string }) => ({
    from_date: of.from,
    to_date: of.to,
    time_zone: range.zone,
  })
  const { rows: pace } = useFigures('moderation_pace', days && args(days))
  const { rows: reasons } = useFigures('moderation_reason_counts', periods && { ...args(periods), grain })
  return { paceBefore: days && pace, reasonsBefore: periods && reasons }
}

/** One table of the page, with its loading and error states. */
function Box<Row>({
  id,
  title,
  note,
  reading,
  children,
}: {
  id: string
  title: string
  note?: string
  reading: FigureQuery<Row>
  children: (rows: Row[]) => ReactNode
}) {
  return (
    <section className="panel narrow below-16" aria-labelledby={id}>
      <Row gap={16} justify="between" wrap="tight">
        <h3 id={id}>{title}</h3>
        {note ? <span className="quiet small plain">{note}</span> : null}
      </Row>
      {reading.error && !reading.data ? (
        <ErrorState error={reading.error} onRetry={() => void reading.refetch()} size="small" />
      ) : reading.data ? (
        children(reading.data)
      ) : (
        <LoadingState shape="text" />
      )}
    </section>
  )
}
