import { CheckOutlined, CloseOutlined, EyeOutlined, InboxOutlined, RollbackOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useRef } from 'react'
import { Link } from 'react-router'
import { numberText, shareText } from '@/charts/numbers'
import { humanize } from '@/resource/field'
import { ActionRow } from '@/resource/queue/ActionRow'
import { Ago } from '@/resource/queue/Ago'
import { movingKeys, returnedKeys } from '@/resource/queue/keys'
import { LastDecision } from '@/resource/queue/LastDecision'
import { PhoneHead } from '@/resource/queue/PhoneHead'
import { QueuePanes } from '@/resource/queue/QueuePanes'
import { ReturnedNotice } from '@/resource/queue/ReturnedNotice'
import { keyOf } from '@/resource/queue/types'
import { LeaveUnsent } from '@/resource/queue/Unsent'
import { unsentTexts } from '@/resource/queue/unsentTexts'
import { useHeadingFocus } from '@/resource/queue/useHeadingFocus'
import { NamedRecordLink } from '@/resource/show/RecordName'
import { Page } from '@/ui/Page'
import { useShortcuts } from '@/ui/shortcuts'
import { EmptyState } from '@/ui/states'
import { Changed, InputOutput } from './InputOutput'
import { ReviewList, sureText } from './ReviewList'
import { ReviewReasonPanel } from './ReviewReasonPanel'
import { bucketOf, ReviewSide, useCalibration } from './ReviewSide'
import { type Action, type Decision, doneLabels, verbLabels } from './types'
import { type Review, useReview } from './useReview'
import '@/resource/queue/queue.css'
import { Stack } from '@/ui/layout'
import '@/resource/queue/list.css'

const decisions: { decision: Decision; key: string; icon: React.ReactNode; asks?: boolean }[] = [
  { decision: 'confirm', key: 'a', icon: <CheckOutlined aria-hidden /> },
  { decision: 'overturn', key: 'r', icon: <CloseOutlined aria-hidden />, asks: true },
  { decision: 'revert', key: 'p', icon: <RollbackOutlined aria-hidden />, asks: true },
  { decision: 'attention', key: 'e', icon: <EyeOutlined aria-hidden />, asks: true },
]

/** The review queue of bot actions with low confidence, operated by keyboard. */
export default function ReviewPage() {
  const isNavigationBlocked = useRef(false)
  const r = useReview()
  const { state, dispatch, item } = r
  useReviewKeys(r)
  useHeadingFocus('bot-review-title', state)
  return (
    <Page title="Bot review" width="panes">
      <QueuePanes pane={state.pane}>
        <ReviewList r={r} />
        <section className="queue-middle" aria-label="Action">
          <PhoneHead
            title="What waits"
            onBack={() => dispatch({ type: 'pane', pane: 'list' })}
            sideLabel="Bot"
            onSide={() => dispatch({ type: 'pane', pane: 'side' })}
          />
          <section
            className="queue-scroll queue-reading stack grow scroll shrink"
            key={state.focus}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable area must be reachable with the keyboard
            tabIndex={0}
            aria-label="What it did"
          >
            {item ? (
              <Item r={r} item={item} />
            ) : r.query.data === undefined ? null : (
              <EmptyState
                title={state.isFinished ? 'All judged' : 'Nothing waits here'}
                icon={<InboxOutlined />}
              >
                A bot’s line of confidence is set on its <Link to="/ai-bot-health">page</Link>.
              </EmptyState>
            )}
          </section>
          <Foot r={r} />
        </section>
        <aside className="queue-side" aria-label="Bot">
          <PhoneHead title="The action" onBack={() => dispatch({ type: 'pane', pane: 'item' })} />
          {item ? <ReviewSide key={item.id} item={item} /> : null}
        </aside>
      </QueuePanes>
      <LeaveUnsent unsent={r.unsent} isNavigationBlocked={isNavigationBlocked} />
    </Page>
  )
}

function Item({ r, item }: { r: Review; item: Action }) {
  const { status } = r
  const buckets = useCalibration(item.bot_id)
  const bucket = buckets?.find((one) => one.bucket === bucketOf(item.confidence))
  return (
    <Stack as="article" gap={12} style={{ maxWidth: 760 }} aria-labelledby="bot-review-title">
      <h2
        id="bot-review-title"
        className="title queue-heading"
        dir="auto"
        tabIndex={-1}
        aria-describedby="bot-review-about"
      >
        {item.title}
      </h2>
      <div id="bot-review-about" style={{ display: 'contents' }}>
        <p className="quiet">
          {humanize(item.outcome)} <Ago value={item.created_at} />
          {item.target_table && item.target_id ? (
            <>
              {' · on '}
              <NamedRecordLink table={item.target_table} id={item.target_id} />
            </>
          ) : null}
          {' · '}
          <Link to={`/bot-actions-log/${item.id}`}>log entry</Link>
        </p>
        {status?.kind === 'returned' ? (
          <ReturnedNotice sent={status.sent} verbs={verbLabels} onAnyway={r.decideAnyway} onLeave={r.leave} />
        ) : status?.kind === 'elsewhere' ? (
          <p className="notice row gap-12 between loud queue-notice" data-tone="amber" role="status">
            This waits no longer: somebody judged it meanwhile.
          </p>
        ) : null}
        <p className="notice row gap-12 between loud queue-notice">
          <span>
            <strong>It was {sureText(item.confidence)}.</strong>{' '}
            {bucket
              ? `Where it was about as sure, people agreed with ${shareText(bucket.agreed, bucket.reviewed)} of ${numberText(bucket.reviewed)} in the last 90 days.`
              : buckets && 'Nobody judged it yet where it was about as sure.'}
          </span>
        </p>
        {item.review === 'needs_attention' ? (
          <p className="notice row gap-12 between loud queue-notice" data-tone="violet">
            <span>
              <strong>{item.marked_name ?? 'A colleague'} marked it</strong>
              {item.review_note ? <>: “{item.review_note}”</> : '.'}
            </span>
          </p>
        ) : null}
      </div>
      <section aria-label="What went in and out">
        <h3 className="below-4">What went in and out</h3>
        <InputOutput input={item.input} output={item.output} />
      </section>
      {item.changed ? (
        <section aria-label="What it changed">
          <h3 className="below-4">What it changed on the record</h3>
          <Changed changed={item.changed} />
        </section>
      ) : null}
    </Stack>
  )
}

function Foot({ r }: { r: Review }) {
  const { state, dispatch, targets } = r
  return (
    <div className="queue-foot">
      {state.asking ? (
        <ReviewReasonPanel
          key={`${state.focus} ${state.asking.decision}`}
          decision={state.asking.decision}
          count={targets.length}
          initial={unsentTexts.read('bots', state.focus ?? '')?.text ?? state.asking.note}
          onNote={(note) => unsentTexts.write('bots', state.focus ?? '', note)}
          onDecide={(decision, note) => {
            unsentTexts.drop('bots', state.focus ?? '')
            r.decide(decision, note)
          }}
          onClose={() => dispatch({ type: 'ask', asking: undefined })}
        />
      ) : null}
      <div className="queue-bar">
        <LastDecision
          last={r.undoable}
          labels={doneLabels}
          isStuck={r.problem !== undefined}
          onUndo={r.undo}
        />
        <ActionRow label="Decide">
          {decisions.map(({ decision, key, icon, asks }) => (
            <Button
              key={decision}
              className="queue-action"
              data-decision={actionLooks[decision]}
              icon={icon}
              disabled={
                targets.length === 0 || (decision === 'revert' && targets.some(({ changed }) => !changed))
              }
              onClick={() => r.request(decision)}
            >
              {verbLabels[decision]}
              {targets.length > 1 ? ` ${targets.length}` : ''}
              {asks ? '…' : ''} <kbd aria-hidden>{key.toUpperCase()}</kbd>
            </Button>
          ))}
        </ActionRow>
        <p className="visually-hidden" role="status" aria-live="polite">
          {state.announcement}
        </p>
      </div>
    </div>
  )
}

// The same colours as for comparable decisions in the other queues.
const actionLooks = { confirm: 'approve', overturn: 'remove', revert: 'hide', attention: 'escalate' } as const

function useReviewKeys(r: Review) {
  const { state, status, dispatch } = r
  const back = status?.kind === 'returned' ? status.sent : undefined
  useShortcuts(
    state.asking
      ? []
      : [
          ...movingKeys({ move: r.move }),
          ...decisions.map(({ decision, key }) => ({
            keys: key,
            label: verbLabels[decision],
            group: 'Decide',
            run: () => r.request(decision),
          })),
          { keys: 'u', label: 'Undo the last verdict', group: 'Decide', run: r.undo },
          {
            keys: 'x',
            label: 'Select or unselect',
            group: 'Queue',
            run: () =>
              state.focus && r.isOpenKey(state.focus) && dispatch({ type: 'toggle', key: state.focus }),
          },
          { keys: '.', label: 'Take in what is new', group: 'Queue', run: r.loadNew },
          ...returnedKeys({
            count: r.returned.length,
            toReturned: () => r.returned[0] && r.open(keyOf(r.returned[0].item)),
            ...(back && { decideAnyway: () => r.decideAnyway(back), leave: () => r.leave(back) }),
          }),
          {
            keys: 'Escape',
            label: 'Select nothing',
            group: 'Queue',
            hidden: true,
            run: () => dispatch({ type: 'select', keys: new Set() }),
          },
        ],
  )
}
