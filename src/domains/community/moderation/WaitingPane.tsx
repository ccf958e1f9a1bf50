import { TeamOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { NewItemsBanner, ReturnedBanner } from '@/resource/queue/QueueBanners'
import { UnsentBanner } from '@/resource/queue/Unsent'
import { Row, Stack } from '@/ui/layout'
import { pluralText } from '@/ui/pluralText'
import { ErrorState, LoadingState } from '@/ui/states'
import { DoneList } from './DoneList'
import { QueueList } from './QueueList'
import type { View } from './queueView'
import { type Actions, claimSize } from './useActions'
import type { Deciding } from './useDeciding'
import type { Moderation } from './useModeration'
import { EmptyView, Filters, ObjectionsLink, Views } from './Views'

interface WaitingPaneProps {
  m: Moderation
  d: Deciding
  actions: Actions
  /** Callbacks with a stable identity, for memoised children. */
  on: {
    show: (view: View) => void
    openKey: (key: string) => void
    openPast: (id: number) => void
    toggle: (key: string) => void
  }
}

/** The list of waiting items or of decisions, with the views above it and the claim button below. */
export function WaitingPane({ m, d, actions, on }: WaitingPaneProps) {
  const { view, isDone, queue, reasons, reasonLabel, dispatch } = m
  const { selected } = m.state
  return (
    <section className="queue-waiting" aria-label="What waits">
      <Stack gap={8} className="queue-head">
        <Views
          view={view.view}
          counts={m.counts}
          isWhole={queue.snapshot?.whole !== false}
          onChange={on.show}
        />
        <ObjectionsLink />
        <Filters view={view} reasons={reasons} reasonLabel={reasonLabel} onChange={on.show} />
      </Stack>
      <Banners m={m} d={d} actions={actions} />
      <Stack className="queue-scroll grow scroll shrink">
        <Rows m={m} d={d} on={on} />
      </Stack>
      {isDone ? null : (
        <Row justify="between" className="queue-waiting-foot line-above pad-x-12 pad-y-4 fixed small">
          {selected.size > 0 ? (
            <>
              <span>{pluralText(selected.size, 'item')} selected</span>
              <Button size="small" type="text" onClick={() => dispatch({ type: 'select', keys: new Set() })}>
                Select nothing <kbd aria-hidden>Esc</kbd>
              </Button>
            </>
          ) : (
            <Button
              size="small"
              type="text"
              icon={<TeamOutlined aria-hidden />}
              onClick={() => void actions.claim()}
            >
              Claim the next {claimSize} <kbd aria-hidden>C</kbd>
            </Button>
          )}
        </Row>
      )}
    </section>
  )
}

/** Notices above the list: sending is blocked, returned decisions, and new items. */
function Banners({ m, d, actions }: Omit<WaitingPaneProps, 'on'>) {
  const { queue, isDone, problem } = m
  return (
    <>
      <UnsentBanner unsent={m.unsent} problem={problem} onRetry={m.outbox.retry} />
      <ReturnedBanner count={d.returned.length} onOpen={actions.toReturned} />
      {queue.isDisconnected && !problem ? (
        <Row
          as="p"
          gap={8}
          justify="center"
          wrap="tight"
          className="queue-strip fixed small medium"
          data-tone="amber"
          role="status"
        >
          No connection: what colleagues do does not show.
        </Row>
      ) : null}
      <NewItemsBanner count={isDone ? 0 : queue.fresh} onLoad={() => void actions.loadNew()} />
    </>
  )
}

function Rows({ m, d, on }: Omit<WaitingPaneProps, 'actions'>) {
  const { view, isDone, queue, history, rows } = m
  const error = isDone ? history.error : queue.error
  if (error && !m.isLoaded)
    return <ErrorState error={error} onRetry={isDone ? () => void history.refetch() : queue.load} />
  if (!m.isLoaded)
    return (
      <div className="pad-x-16">
        <LoadingState rows={9} />
      </div>
    )
  if (!isListed(m)) return <EmptyView view={view} all={m.counts?.all ?? 0} onShow={on.show} />
  return isDone ? (
    <DoneList
      rows={history.rows ?? []}
      focus={m.state.past}
      undoing={d.undoing}
      onFocus={on.openPast}
      onNearEnd={history.more}
    />
  ) : (
    <QueueList
      rows={rows}
      itemStatuses={m.itemStatuses}
      focus={m.state.focus}
      selected={m.state.selected}
      reasonLabel={m.reasonLabel}
      marksUrgent={view.view !== 'urgent'}
      isStuck={m.problem !== undefined}
      onFocus={on.openKey}
      onSelect={on.toggle}
      onNearEnd={queue.loadMore}
    />
  )
}

/** Whether the view has any rows. */
export function isListed({ isDone, history, rows }: Moderation): boolean {
  return isDone ? (history.rows?.length ?? 0) > 0 : rows.length > 0
}
