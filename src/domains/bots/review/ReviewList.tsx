import { useList } from '@refinedev/core'
import { Select } from 'antd'
import { percentText } from '@/charts/numbers'
import { agoText } from '@/resource/fields/time'
import { NewItemsBanner, ReturnedBanner } from '@/resource/queue/QueueBanners'
import { QueueRow, RowWords } from '@/resource/queue/QueueRow'
import { QueueRows } from '@/resource/queue/QueueRows'
import { keyOf } from '@/resource/queue/types'
import { UnsentBanner } from '@/resource/queue/Unsent'
import type { TableRow } from '@/supabase/rows'
import { parseTimestamp } from '@/supabase/time'
import { EmptyState, ErrorState, LoadingState } from '@/ui/states'
import { type Action, doneLabels } from './types'
import type { ActionStatus, Review } from './useReview'

/** The waiting actions: marked ones first, then those with the lowest confidence. */
export function ReviewList({ r }: { r: Review }) {
  const { result } = useList<Pick<TableRow<'ai_bot_health'>, 'id' | 'label'>>({
    resource: 'ai_bot_health',
    pagination: { pageSize: 100 },
    sorters: [{ field: 'label', order: 'asc' }],
    meta: { select: 'id,label', count: 'none' },
    errorNotification: false,
  })
  const { query, returned } = r
  return (
    <section className="queue-waiting" aria-label="What waits">
      <div className="queue-head stack gap-8">
        <Select
          aria-label="Bot"
          value={r.bot ?? ''}
          onChange={(bot) => r.ofBot(bot || undefined)}
          options={[
            { value: '', label: 'All bots' },
            ...(result?.data ?? []).map(({ id, label }) => ({ value: id, label })),
          ]}
        />
      </div>
      <UnsentBanner unsent={r.unsent} problem={r.problem} onRetry={r.outbox.retry} />
      <ReturnedBanner count={returned.length} onOpen={() => returned[0] && r.open(keyOf(returned[0].item))} />
      <NewItemsBanner count={r.fresh} onLoad={r.loadNew} />
      <div className="queue-scroll stack grow scroll shrink">
        {query.error && !query.data ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : !query.data ? (
          <div className="pad-x-16">
            <LoadingState rows={9} />
          </div>
        ) : r.rows.length === 0 ? (
          <EmptyState title="Nothing waits here" size="small">
            What bots do with less confidence than their line comes here.
          </EmptyState>
        ) : (
          <Rows r={r} />
        )}
      </div>
    </section>
  )
}

function Rows({ r: { rows, state, statuses, open, dispatch } }: { r: Review }) {
  return (
    <QueueRows
      label="Actions"
      rows={rows}
      keyOf={keyOf}
      focus={state.focus}
      isSelecting={state.selected.size > 0}
    >
      {(row, place) => {
        const key = keyOf(row)
        const status = statuses.get(key)
        return (
          <QueueRow
            key={key}
            {...place}
            status={status?.kind ?? 'open'}
            onOpen={() => open(key)}
            title={<RowWords>{row.title}</RowWords>}
            details={detailsText(row, status)}
            age={agoText(parseTimestamp(row.created_at))}
            selection={{
              label: row.title,
              isSelected: state.selected.has(key),
              isDisabled: status !== undefined,
              onToggle: () => dispatch({ type: 'toggle', key }),
            }}
          />
        )
      }}
    </QueueRows>
  )
}

/** A bot's stated confidence as text. */
export function sureText(confidence: number | string | null): string {
  return confidence === null ? 'not said how sure' : `${percentText(100 * Number(confidence))} sure`
}

function detailsText(row: Action, status: ActionStatus | undefined): string {
  if (status?.kind === 'returned') return 'Came back: your verdict was not applied'
  if (status?.kind === 'own') return `${doneLabels[status.sent.decision]} by you`
  if (status?.kind === 'elsewhere') return 'Waits no longer'
  return [
    sureText(row.confidence),
    row.review === 'needs_attention' ? `marked by ${row.marked_name ?? 'a colleague'}` : row.outcome,
    row.changed ? 'can be put back' : undefined,
  ]
    .filter(Boolean)
    .join(' · ')
}
