import { Button } from 'antd'
import { useRef } from 'react'
import { ActionRow } from '@/resource/queue/ActionRow'
import { movingKeys, returnedKeys } from '@/resource/queue/keys'
import { LastDecision } from '@/resource/queue/LastDecision'
import { PhoneHead } from '@/resource/queue/PhoneHead'
import { QueuePanes } from '@/resource/queue/QueuePanes'
import { keyOf } from '@/resource/queue/types'
import { LeaveUnsent } from '@/resource/queue/Unsent'
import { useHeadingFocus } from '@/resource/queue/useHeadingFocus'
import { Stack } from '@/ui/layout'
import { Page } from '@/ui/Page'
import { useShortcuts } from '@/ui/shortcuts'
import { EmptyState } from '@/ui/states'
import { DecisionDialog } from './DecisionDialog'
import { LeadPane } from './LeadPane'
import { ReplyThread } from './ReplyThread'
import { decisions, doneLabels, type View, views } from './types'
import { type Inbox, useInbox } from './useInbox'
import { WaitingPane } from './WaitingPane'
import '@/resource/queue/queue.css'
import '@/resource/queue/list.css'

/**
 * The inbox of replies, operated by keyboard: the waiting replies, the thread with our emails, and the lead.
 */
export default function InboxPage() {
  const isNavigationBlocked = useRef(false)
  const inbox = useInbox()
  const { state, dispatch, item, view } = inbox
  useInboxKeys(inbox)
  useHeadingFocus('reply-title', state, state.asking !== undefined)
  return (
    <Page title="Reply inbox" width="panes">
      <QueuePanes pane={state.pane}>
        <WaitingPane inbox={inbox} />
        <section className="queue-middle" aria-label="Reply">
          <PhoneHead
            title={views[view]}
            onBack={() => dispatch({ type: 'pane', pane: 'list' })}
            sideLabel="Lead"
            onSide={() => dispatch({ type: 'pane', pane: 'side' })}
          />
          <Stack
            as="section"
            className="queue-scroll queue-reading grow scroll shrink"
            key={state.focus}
            // A scrollable area must be reachable with the keyboard.
            tabIndex={0}
            aria-label="Thread"
          >
            {item ? (
              <ReplyThread inbox={inbox} item={item} />
            ) : inbox.query.data === undefined ? null : (
              <EmptyState title={state.isFinished ? 'All answered' : 'Nothing waits here'}>
                Replies to what was sent come in here, whoever wants to leave or to join first.
              </EmptyState>
            )}
          </Stack>
          {view === 'done' ? null : <Bar inbox={inbox} />}
        </section>
        <aside className="queue-side" aria-label="Lead">
          <PhoneHead title="The reply" onBack={() => dispatch({ type: 'pane', pane: 'item' })} />
          {item ? <LeadPane context={inbox.context.data} /> : null}
        </aside>
      </QueuePanes>
      <p className="visually-hidden" role="status" aria-live="polite">
        {state.announcement}
      </p>
      {state.asking && item ? (
        <DecisionDialog inbox={inbox} decision={state.asking.decision} item={item} />
      ) : null}
      <LeaveUnsent unsent={inbox.unsent} isNavigationBlocked={isNavigationBlocked} />
    </Page>
  )
}

function Bar({ inbox }: { inbox: Inbox }) {
  const { item, isOpen, undoable, problem, undo } = inbox
  return (
    <div className="queue-bar">
      <LastDecision last={undoable} labels={doneLabels} isStuck={problem !== undefined} onUndo={undo} />
      <ActionRow label="Decide">
        {decisions.map(({ decision, verb, key, asks }) => (
          <Button
            key={decision}
            className="queue-action"
            disabled={!item || !isOpen}
            onClick={() => request(inbox, decision)}
          >
            {verb}
            {asks ? '…' : ''} <kbd aria-hidden>{key.toUpperCase()}</kbd>
          </Button>
        ))}
      </ActionRow>
    </div>
  )
}

function request({ dispatch, decide, item }: Inbox, decision: (typeof decisions)[number]['decision']) {
  if (!item) return
  if (decisions.find((one) => one.decision === decision)?.asks)
    dispatch({ type: 'ask', asking: { decision } })
  else decide(decision)
}

function useInboxKeys(inbox: Inbox) {
  const { view, state, own, returned, dispatch, rows } = inbox
  const order = Object.keys(views) as View[]
  const turn = (by: number) => {
    const next = order[(order.indexOf(view) + by + order.length) % order.length]
    inbox.show({ view: next === 'waiting' ? undefined : next })
  }
  const came = own?.status === 'returned' ? own : undefined
  const group = 'Decide'
  useShortcuts(
    state.asking
      ? []
      : [
          ...movingKeys({ move: inbox.move, turn }),
          ...(view === 'done'
            ? []
            : [
                ...decisions.map(({ decision, verb, key }) => ({
                  keys: key,
                  label: verb,
                  group,
                  run: () => request(inbox, decision),
                })),
                {
                  keys: 'shift+h',
                  label: 'Handled, with a note',
                  group,
                  run: () => dispatch({ type: 'ask', asking: { decision: 'handled' } }),
                },
                { keys: 'u', label: 'Undo', group, run: inbox.undo },
                { keys: '.', label: 'Show new replies', group: 'Queue', run: rows.loadNew },
              ]),
          ...returnedKeys({
            count: returned.length,
            toReturned: () => returned[0] && inbox.open(keyOf(returned[0].item)),
            ...(came && { leave: () => inbox.leave(came) }),
          }),
        ],
  )
}
