import { InboxOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { Link } from 'react-router'
import { agoText } from '@/resource/fields/time'
import { Ago } from '@/resource/queue/Ago'
import { movingKeys } from '@/resource/queue/keys'
import { PhoneHead } from '@/resource/queue/PhoneHead'
import { NewItemsBanner } from '@/resource/queue/QueueBanners'
import { QueuePanes } from '@/resource/queue/QueuePanes'
import { QueueRow, RowWords } from '@/resource/queue/QueueRow'
import { QueueRows } from '@/resource/queue/QueueRows'
import { useHeadingFocus } from '@/resource/queue/useHeadingFocus'
import { parseTimestamp } from '@/supabase/time'
import { Row, Stack } from '@/ui/layout'
import { Page } from '@/ui/Page'
import { useShortcuts } from '@/ui/shortcuts'
import { EmptyState, ErrorState, LoadingState } from '@/ui/states'
import { queuePath } from '../moderation/queueView'
import { ObjectionFoot } from './ObjectionFoot'
import { ObjectionItem } from './ObjectionItem'
import { type Objection, verbs, whatLabels } from './types'
import { type Objections, useObjections } from './useObjections'
import '@/resource/queue/queue.css'
import '@/resource/queue/list.css'

/** Members' objections, answered one by one by a moderator who did not make the decision. */
export default function ObjectionPage() {
  const o = useObjections()
  const { state, dispatch, objection, query } = o
  useHeadingFocus('objection-title', state)
  useShortcuts([
    ...movingKeys({ move: o.move }),
    { keys: 's', label: 'Let it stand', group: 'Decide', run: () => o.ask('upheld') },
    { keys: 'o', label: 'Overturn', group: 'Decide', run: () => o.ask('overturned') },
    ...(objection && o.isOpen && o.claimedBy(objection)
      ? [{ keys: 't', label: 'Take it over', group: 'Queue', run: o.takeOver }]
      : []),
    { keys: '.', label: 'Take in what is new', group: 'Queue', run: o.loadNew },
  ])
  return (
    <Page title="Objection queue" width="panes">
      <QueuePanes pane={state.pane} count={2}>
        <section className="queue-waiting" aria-label="What waits">
          <Row justify="between" className="queue-head small">
            <span className="quiet">The longest waiting first</span>
            <Link to={`${queuePath}?view=all`}>Posts and comments</Link>
          </Row>
          <NewItemsBanner count={o.fresh} onLoad={o.loadNew} />
          <Stack className="queue-scroll grow scroll shrink">
            {query.error && !query.data ? (
              <ErrorState error={query.error} onRetry={() => void query.refetch()} />
            ) : query.data ? (
              <Rows o={o} />
            ) : (
              <div className="pad-x-16">
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
            // A scrollable area must be reachable with the keyboard.
            tabIndex={0}
            aria-label="What the member says"
          >
            {objection ? (
              <ObjectionItem objection={objection}>
                <ObjectionStatus o={o} objection={objection} />
              </ObjectionItem>
            ) : query.data ? (
              <EmptyState
                title={o.rows.length === 0 ? 'No objection waits' : 'All answered'}
                icon={<InboxOutlined />}
              >
                What members object to comes here, for somebody other than whoever decided.
              </EmptyState>
            ) : null}
          </Stack>
          {objection ? <ObjectionFoot key={objection.id} o={o} objection={objection} /> : null}
        </section>
      </QueuePanes>
      <p className="visually-hidden" role="status" aria-live="polite">
        {state.announcement}
      </p>
    </Page>
  )
}

/** Who has claimed the objection, or who answered it and why. */
function ObjectionStatus({ o, objection }: { o: Objections; objection: Objection }) {
  const colleague = o.claimedBy(objection)
  if (o.isOpen) {
    return colleague ? (
      <p className="notice row gap-12 between loud queue-notice" data-tone="teal" role="status">
        <strong>{colleague} is on this.</strong>
        <Button size="small" onClick={o.takeOver}>
          Take over <kbd aria-hidden>T</kbd>
        </Button>
      </p>
    ) : null
  }
  const { closed } = o
  const mine = o.answered.has(o.keyOf(objection)) || closed?.answered_by === o.me
  return (
    <p
      className="notice row gap-12 between loud queue-notice"
      data-tone={mine ? undefined : 'amber'}
      role="status"
    >
      <span>
        <strong>
          {closed?.state === 'overturned' ? 'Overturned' : closed ? 'Upheld' : 'Answered'} by{' '}
          {mine ? 'you' : (closed?.answered_by_name ?? 'a colleague')}
        </strong>
        {closed?.answered_at ? (
          <>
            {' '}
            <Ago value={closed.answered_at} />
          </>
        ) : null}
        {closed?.answer ? `: “${closed.answer}”` : '.'}
      </span>
    </p>
  )
}

function Rows({ o }: { o: Objections }) {
  return (
    <>
      <QueueRows label="Objections" rows={o.rows} keyOf={o.keyOf} focus={o.state.focus}>
        {(one, place) => (
          <QueueRow
            key={one.id}
            {...place}
            status={o.answered.has(o.keyOf(one)) ? 'own' : o.isOpenKey(o.keyOf(one)) ? 'open' : 'elsewhere'}
            onOpen={() => o.focusOn(o.keyOf(one))}
            title={<RowWords>{one.member_name}</RowWords>}
            details={detailsText(o, one)}
            age={agoText(parseTimestamp(one.created_at))}
          />
        )}
      </QueueRows>
      {o.query.data?.isWhole === false ? (
        <Button type="text" className="fixed" loading={o.query.isPlaceholderData} onClick={o.more}>
          The first {o.rows.length}. Show more
        </Button>
      ) : null}
    </>
  )
}

/** The status of an objection in a few words. */
function detailsText(o: Objections, one: Objection): string {
  const mine = o.answered.get(o.keyOf(one))
  if (mine) return `${verbs[mine]}, by you`
  if (!o.isOpenKey(o.keyOf(one))) return 'Answered meanwhile'
  const colleague = o.claimedBy(one)
  return [colleague && `${colleague} is on this`, whatLabels[one.what] ?? one.what, one.rule_label]
    .filter(Boolean)
    .join(' · ')
}
