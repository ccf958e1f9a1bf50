import { useRef } from 'react'
import { PhoneHead } from '@/resource/queue/PhoneHead'
import { QueuePanes } from '@/resource/queue/QueuePanes'
import { LeaveUnsent } from '@/resource/queue/Unsent'
import { useHeadingFocus } from '@/resource/queue/useHeadingFocus'
import { Page } from '@/ui/Page'
import { useStableCallbacks } from '@/ui/useStableCallbacks'
import { AuthorPane } from './AuthorPane'
import { Dialogs } from './Dialogs'
import { MiddlePane } from './MiddlePane'
import { itemOfKey } from './queueView'
import type { Sanction } from './types'
import { useActions } from './useActions'
import { useDeciding } from './useDeciding'
import { useFocus } from './useFocus'
import { useItem } from './useItem'
import { useModeration } from './useModeration'
import { useModerationKeys } from './useModerationKeys'
import { WaitingPane } from './WaitingPane'

/** The moderation queue: waiting items, the selected item and its author, operated by keyboard. */
export default function QueuePage() {
  /** True while a confirmation dialog holds the person back from leaving this page. */
  const isNavigationBlocked = useRef(false)
  const m = useModeration()
  const it = useItem(m, useFocus(m, isNavigationBlocked))
  const d = useDeciding(m, it)
  const actions = useActions(m, it, d)
  useModerationKeys(m, it, d, actions)
  useHeadingFocus('mod-item-title', m.state, m.state.dialog !== undefined)
  const { dispatch } = m
  const on = useStableCallbacks({
    decideAnyway: d.decideAnyway,
    leave: d.leave,
    request: d.request,
    undo: d.undo,
    takeOver: () => void actions.takeOver(),
    gather: () => void actions.gather(),
    ungather: () => dispatch({ type: 'together', items: undefined }),
    toggleThread: () => dispatch({ type: 'thread' }),
    toggle: (key: string) => dispatch({ type: 'toggle', key }),
    show: actions.show,
    open: actions.open,
    openKey: (key: string) => {
      const of = itemOfKey(key)
      if (of) actions.open(of)
    },
    openPast: actions.openPast,
    sanction: () => dispatch({ type: 'dialog', dialog: { kind: 'sanction' } }),
    lift: (sanction: Sanction) => dispatch({ type: 'dialog', dialog: { kind: 'lift', sanction } }),
    retry: () => void it.contextQuery.refetch(),
  })
  return (
    <Page title="Moderation queue" width="panes">
      <QueuePanes pane={m.state.pane}>
        <WaitingPane m={m} d={d} actions={actions} on={on} />
        <MiddlePane m={m} it={it} d={d} actions={actions} on={on} />
        <aside className="queue-side" aria-label="Author">
          <PhoneHead title="The item" onBack={() => dispatch({ type: 'pane', pane: 'item' })} />
          {it.item ? (
            <AuthorPane
              item={it.item}
              context={it.context}
              reasonLabel={m.reasonLabel}
              onSanction={on.sanction}
              onLift={on.lift}
              onOpen={on.open}
            />
          ) : null}
        </aside>
      </QueuePanes>
      <p className="visually-hidden" role="status" aria-live="polite">
        {m.state.announcement}
      </p>
      <Dialogs m={m} it={it} />
      <LeaveUnsent unsent={m.unsent} isNavigationBlocked={isNavigationBlocked} />
    </Page>
  )
}
