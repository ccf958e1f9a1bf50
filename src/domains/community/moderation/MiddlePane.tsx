import { InboxOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useNavigate } from 'react-router'
import { LastDecision } from '@/resource/queue/LastDecision'
import { PhoneHead } from '@/resource/queue/PhoneHead'
import { keyOf } from '@/resource/queue/types'
import { unsentTexts } from '@/resource/queue/unsentTexts'
import { Stack } from '@/ui/layout'
import { EmptyState, ErrorState, LoadingState } from '@/ui/states'
import { ActionBar } from './ActionBar'
import { useColleagues } from './HandoverFields'
import { ItemPane, type ItemPaneProps } from './ItemPane'
import { doneLabels, verbLabels } from './labels'
import { queueUrl } from './queueView'
import { ReasonPanel } from './ReasonPanel'
import type { Decision } from './types'
import type { Actions } from './useActions'
import type { Deciding } from './useDeciding'
import type { FocusedItem } from './useItem'
import type { Moderation } from './useModeration'
import { reportedVersions } from './Verdicts'
import { viewLabels } from './Views'
import { isListed } from './WaitingPane'

interface MiddlePaneProps {
  m: Moderation
  it: FocusedItem
  d: Deciding
  actions: Actions
  /** Callbacks with a stable identity, for memoised children. */
  on: ItemPaneProps['on'] & {
    retry: () => void
    request: (decision: Decision) => void
    undo: () => void
  }
}

/** The item with the possible decisions below it. */
export function MiddlePane({ m, it, d, actions, on }: MiddlePaneProps) {
  const navigate = useNavigate()
  const { view, isPhone, dispatch } = m
  return (
    <section className="queue-middle" aria-label="Item">
      <PhoneHead
        title={isPhone ? viewLabels[view.view] : ''}
        onBack={() => {
          dispatch({ type: 'pane', pane: 'list' })
          navigate(queueUrl(view))
        }}
        onSide={() => dispatch({ type: 'pane', pane: 'side' })}
      />
      <Stack
        as="section"
        className="queue-scroll queue-reading grow scroll shrink"
        key={m.state.focus}
        // A scrollable area must be reachable with the keyboard.
        tabIndex={0}
        aria-label="What was written"
      >
        <Reading m={m} it={it} isWarned={d.isWarned} actions={actions} on={on} />
      </Stack>
      <Foot m={m} it={it} d={d} on={on} />
    </section>
  )
}

function Reading({ m, it, isWarned, actions, on }: Omit<MiddlePaneProps, 'd'> & { isWarned: boolean }) {
  const { item, contextQuery } = it
  const { focus, together, isThreadOpen } = m.state
  if (item)
    return (
      <ItemPane
        item={item}
        context={it.context}
        error={contextQuery.error}
        onRetry={on.retry}
        itemStatus={it.itemStatus}
        decided={it.decided}
        isEdited={it.isEdited}
        isWarned={isWarned}
        together={together}
        isThreadOpen={isThreadOpen}
        reasonLabel={m.reasonLabel}
        on={on}
      />
    )
  if (focus && contextQuery.error) return <ErrorState error={contextQuery.error} onRetry={on.retry} />
  if (focus && contextQuery.data === null)
    return (
      <EmptyState title="It is gone" icon={<InboxOutlined />}>
        This post or comment was deleted by its author.
      </EmptyState>
    )
  const isEmptyView = m.isLoaded && focus === undefined && m.rows.every((row) => !m.isOpenKey(keyOf(row)))
  if (!isEmptyView) return <LoadingState shape="text" />
  if (!isListed(m)) return null
  return (
    <EmptyState
      title="All decided"
      icon={<InboxOutlined />}
      action={
        <Button onClick={() => void actions.loadNew()}>
          {m.queue.fresh > 0 ? `Take in ${m.queue.fresh} new` : 'Look again'} <kbd aria-hidden>.</kbd>
        </Button>
      }
    >
      Nothing in this view waits for you any more.
    </EmptyState>
  )
}

function Foot({ m, it, d, on }: Omit<MiddlePaneProps, 'actions'>) {
  const { item } = it
  const { reasons, isDone, dispatch } = m
  const { focus, asking } = m.state
  const colleagues = useColleagues(m.me)
  const isStuck = m.problem !== undefined
  if (!item)
    return d.undoable.length > 0 && !isDone ? (
      <div className="queue-foot">
        <div className="queue-bar">
          <LastDecision last={d.undoable} labels={doneLabels} isStuck={isStuck} onUndo={on.undo} />
        </div>
      </div>
    ) : null
  return (
    <div className="queue-foot">
      {asking ? (
        <ReasonPanel
          key={`${focus} ${asking.decision}`}
          decision={asking.decision}
          verb={verbLabels[asking.decision]}
          count={d.targets.length}
          reasons={asking.aboutEarlier ? reasons.filter((one) => one.earlier_reports !== null) : reasons}
          suggested={d.suggested}
          initialNote={unsentTexts.read('texts', focus ?? '')?.text ?? asking.note}
          onNote={(note) => unsentTexts.write('texts', focus ?? '', note)}
          colleagues={asking.decision === 'escalate' ? colleagues : undefined}
          reported={reportedVersions(asking.decision, d.targets, it.context)}
          onDecide={(reason, note, handedTo, verdicts) => {
            unsentTexts.drop('texts', focus ?? '')
            d.decide(asking.decision, reason, note, {
              ...(handedTo && { also: handedTo }),
              ...(verdicts?.length && { said: { verdicts } }),
            })
          }}
          onClose={() => dispatch({ type: 'ask', asking: undefined })}
        />
      ) : null}
      <ActionBar
        item={item}
        count={d.targets.length}
        approvable={d.approvable}
        hideReason={d.targets.length === 1 ? d.hideReason?.label : undefined}
        last={isDone ? [] : d.undoable}
        isStuck={isStuck}
        onDecide={on.request}
        onUndo={on.undo}
      />
    </div>
  )
}
