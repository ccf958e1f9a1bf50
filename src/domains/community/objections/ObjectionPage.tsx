import { CloseOutlined, InboxOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { agoText, useMinutes } from '@/resource/fields/time'
import { movingKeys } from '@/resource/queue/keys'
import { PhoneHead } from '@/resource/queue/PhoneHead'
import { NewStrip } from '@/resource/queue/Strips'
import { useFocusKept } from '@/resource/queue/useFocusKept'
import { parseTimestamp } from '@/supabase/time'
import { Late } from '@/ui/Late'
import { Row, Stack, Truncate } from '@/ui/layout'
import { Page } from '@/ui/Page'
import { useShortcuts } from '@/ui/shortcuts'
import { EmptyState, ErrorState, LoadingState } from '@/ui/states'
import { queuePath } from '../moderation/queueView'
import { scrollBySpace, scrollReading } from '../moderation/scrollReading'
import { useHeadingFocus } from '../moderation/useHeadingFocus'
import { ObjectionItem } from './ObjectionItem'
import { type Outcome, whatLabels } from './types'
import { type Objections, useObjections } from './useObjections'
import '@/resource/queue/queue.css'
import '@/resource/queue/list.css'
import '../moderation/moderation.css'

const verbs: Record<Outcome, string> = { upheld: 'Let it stand', overturned: 'Overturn' }

/** The objections of members, answered one after the other by somebody other than whoever decided. */
export default function ObjectionPage() {
  const o = useObjections()
  const { state, dispatch, objection, query } = o
  useHeadingFocus('objection-title', state)
  useShortcuts([
    ...movingKeys({ move: o.move, turn: () => undefined }),
    { keys: 'Space', label: 'Read on', group: 'Queue', run: (event) => scrollReading(event, 1) },
    { keys: 'shift+Space', label: 'Read back', group: 'Queue', run: (event) => scrollReading(event, -1) },
    { keys: 's', label: 'Let it stand', group: 'Decide', run: () => o.ask('upheld') },
    { keys: 'o', label: 'Overturn', group: 'Decide', run: () => o.ask('overturned') },
    { keys: '.', label: 'Take in what is new', group: 'Queue', run: o.loadNew },
  ])
  return (
    <Page title="Objection queue" width="panes">
      <div className="queue" data-pane={state.pane} data-panes="2">
        <section className="queue-waiting" aria-label="What waits">
          <Row justify="between" className="queue-head small">
            <span className="quiet">The longest waiting first</span>
            <Link to={`${queuePath}?view=all`}>Posts and comments</Link>
          </Row>
          <NewStrip count={o.fresh} onLoad={o.loadNew} />
          <Stack className="queue-scroll grow scroll shrink">
            {query.error && !query.data ? (
              <ErrorState error={query.error} onRetry={() => void query.refetch()} />
            ) : query.data ? (
              <Rows o={o} />
            ) : (
              <div className="queue-loading">
                <LoadingState rows={9} />
              </div>
            )}
          </Stack>
        </section>
        <section className="queue-middle" aria-label="Objection">
          <PhoneHead title="Objections" onBack={() => dispatch({ type: 'pane', pane: 'list' })} />
          <Stack
            as="section"
            className="queue-scroll queue-reading grow scroll shrink"
            key={state.focus}
            // What scrolls must be reachable with the keyboard
            tabIndex={0}
            aria-label="What the member says"
          >
            {objection ? (
              <ObjectionItem objection={objection} />
            ) : query.data ? (
              <EmptyState
                title={o.rows.length === 0 ? 'No objection waits' : 'All answered'}
                icon={<InboxOutlined />}
              >
                What members object to comes here, for somebody other than whoever decided.
              </EmptyState>
            ) : null}
          </Stack>
          {objection ? <Foot key={objection.id} o={o} /> : null}
        </section>
      </div>
      <p className="visually-hidden" role="status" aria-live="polite">
        {state.announcement}
      </p>
    </Page>
  )
}

function Rows({ o }: { o: Objections }) {
  useMinutes()
  const list = useFocusKept(o.state.focus, o.rows)
  return (
    <ul className="queue-rows fixed" ref={list} aria-label="Objections">
      {o.rows.map((one, index) => {
        const key = o.keyOf(one)
        const mine = o.answered.get(key)
        const isFocused = key === o.state.focus
        return (
          <li
            key={key}
            className="queue-row relative"
            data-focused={isFocused}
            data-standing={mine ? 'own' : o.isOpenKey(key) ? 'open' : 'elsewhere'}
          >
            <button
              type="button"
              className="queue-row-button"
              aria-current={isFocused ? 'true' : undefined}
              tabIndex={isFocused || (!o.objection && index === 0) ? 0 : -1}
              onClick={() => o.focusOn(key)}
              onKeyDown={scrollBySpace}
            >
              <Row as="span" gap={6} className="queue-row-title narrow medium">
                <span className="queue-row-kind fixed quiet small" aria-hidden />
                <Truncate className="queue-row-words grow">
                  <bdi>{one.member_name}</bdi>
                </Truncate>
              </Row>
              <Truncate className="queue-row-facts">
                {mine
                  ? `${verbs[mine]}, by you`
                  : o.isOpenKey(key)
                    ? [whatLabels[one.what] ?? one.what, one.rule_label].filter(Boolean).join(' · ')
                    : 'Answered by a colleague'}
              </Truncate>
              <span className="queue-row-age nowrap right">{agoText(parseTimestamp(one.created_at))}</span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}

/** What can be answered, or why not by this person. */
function Foot({ o }: { o: Objections }) {
  const { objection, state } = o
  if (!objection) return null
  const isOpen = o.isOpenKey(o.keyOf(objection))
  return (
    <div className="queue-foot">
      {state.asking ? <Answer key={state.asking} o={o} outcome={state.asking} /> : null}
      <div className="queue-bar above-8">
        {!isOpen ? (
          <p className="quiet" role="status">
            {o.answered.has(o.keyOf(objection)) ? 'Answered by you.' : 'A colleague has answered it.'}
          </p>
        ) : objection.may_answer ? (
          <Row gap={8} wrap className="queue-actions" role="toolbar" aria-label="Answer">
            <Button className="queue-action" onClick={() => o.ask('upheld')}>
              Let it stand… <kbd aria-hidden>S</kbd>
            </Button>
            <Button className="queue-action" onClick={() => o.ask('overturned')}>
              Overturn… <kbd aria-hidden>O</kbd>
            </Button>
          </Row>
        ) : (
          <p className="quiet">You decided this, or it is about you: a colleague answers.</p>
        )}
      </div>
    </div>
  )
}

function Answer({ o, outcome }: { o: Objections; outcome: Outcome }) {
  const key = o.state.focus ?? ''
  const [text, setText] = useState(o.drafts.current.get(key) ?? '')
  const send = () => o.answer(outcome, text.trim())
  return (
    <section className="queue-why" aria-label={`${verbs[outcome]}: why?`}>
      <Row justify="between">
        <h2>{verbs[outcome]}: why?</h2>
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined aria-hidden />}
          aria-label="Do nothing"
          onClick={() => o.ask(undefined)}
        />
      </Row>
      <Input.TextArea
        autoFocus
        aria-label="Answer to the member"
        placeholder="The member reads this, and who answered is not named."
        autoSize={{ minRows: 2, maxRows: 6 }}
        maxLength={2000}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          o.drafts.current.set(key, event.target.value)
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send()
          else if (event.key === 'Escape') o.ask(undefined)
        }}
      />
      <Row gap={8} className="above-8 below-8">
        <Button
          type="primary"
          danger={outcome === 'overturned'}
          loading={o.isSending}
          disabled={text.trim() === ''}
          onClick={send}
        >
          {verbs[outcome]} <kbd aria-hidden>Ctrl ↵</kbd>
        </Button>
        <Late isRunning={o.isSending} />
      </Row>
      <p className="queue-why-problem wrong small" role="alert">
        {o.problem}
      </p>
    </section>
  )
}
