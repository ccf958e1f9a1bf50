import { Button } from 'antd'
import { humanize } from '@/resource/field'
import { Moment } from '@/resource/fields/time'
import { RecordLink } from '@/resource/RecordLink'
import { Row, Stack } from '@/ui/layout'
import { useNotify } from '@/ui/notify'
import { ErrorState, LoadingState } from '@/ui/states'
import { Template } from '../sequence/TemplateText'
import type { BotWord, Reply, ThreadPart } from './types'
import type { Inbox } from './useInbox'

/** The thread: our emails, their replies, and the bot's classification and suggested answer. */
export function ReplyThread({ inbox, item }: { inbox: Inbox; item: Reply }) {
  const { context, own, leave, takeOver, decide } = inbox
  const conflict = own?.status === 'returned' ? own.outcome : undefined
  const mayAnyway = conflict?.result === 'conflict' && conflict.state !== 'handled'
  return (
    <div style={{ maxWidth: 760 }}>
      <h2
        id="reply-title"
        className="larger below-12 queue-heading"
        tabIndex={-1}
        aria-describedby="reply-about"
      >
        <bdi>{item.title}</bdi>{' '}
        <span className="quiet body plain">
          {humanize(item.intent)} · {humanize(item.sentiment)}
        </span>
      </h2>
      <div id="reply-about" style={{ display: 'contents' }}>
        {item.claimed_by && !item.claimed_mine ? (
          <p className="notice row gap-12 between loud queue-notice">
            {item.claimed_name} is at this.{' '}
            <Button size="small" onClick={() => void takeOver()}>
              Take over
            </Button>
          </p>
        ) : null}
        {own && conflict && conflict.result !== 'applied' ? (
          <div className="queue-returned" role="alert">
            <p>{conflict.why}</p>
            <Row gap={8} align="stretch" wrap className="above-8">
              {mayAnyway ? (
                <Button
                  size="small"
                  onClick={() =>
                    decide(
                      own.decision,
                      {
                        note: own.note,
                        reason_code: own.reason_code,
                        reason_label: own.reason_label,
                        day: own.item.also?.day ?? undefined,
                      },
                      own,
                    )
                  }
                >
                  Decide it anyway
                </Button>
              ) : null}
              <Button size="small" onClick={() => leave(own)}>
                Leave it as it is <kbd aria-hidden>L</kbd>
              </Button>
            </Row>
          </div>
        ) : null}
      </div>
      {context.error ? (
        <ErrorState error={context.error} onRetry={() => void context.refetch()} size="small" />
      ) : context.isLoading ? (
        <LoadingState shape="text" />
      ) : context.data ? (
        <>
          <Stack as="ol" gap={12}>
            {context.data.thread.map((part) => (
              <Part key={`${part.kind} ${part.id}`} part={part} />
            ))}
          </Stack>
          <Bot classified={context.data.classified} proposal={context.data.draft} intent={item.intent} />
        </>
      ) : (
        <p className="quiet">This reply is gone.</p>
      )}
    </div>
  )
}

function Part({ part }: { part: ThreadPart }) {
  const isSent = part.kind === 'sent'
  return (
    <li
      className={part.this ? 'quoted accented' : 'quoted'}
      data-tone={isSent || part.this ? undefined : 'teal'}
    >
      <details open={!isSent || part.answered === true}>
        <summary className="full loud">
          <strong>{isSent ? 'We wrote' : 'They wrote'}</strong>{' '}
          {isSent && part.subject ? <Template text={part.subject} /> : part.subject}{' '}
          <span className="quiet">
            <Moment value={part.at} short />
            {isSent && part.state ? ` · ${part.state}` : ''}
            {part.handled_at ? ' · handled' : ''}
          </span>
        </summary>
        {part.body === null ? (
          <p className="quiet above-8">The text of this email was not kept.</p>
        ) : (
          <p dir="auto" className={`above-8 anywhere pre ${part.this ? 'reading-text' : ''}`}>
            {part.body}
          </p>
        )}
        {part.handling_note ? <p className="quiet above-8">Note: {part.handling_note}</p> : null}
      </details>
    </li>
  )
}

function Bot({
  classified,
  proposal,
  intent,
}: {
  classified: BotWord | null
  proposal: BotWord | null
  intent: string
}) {
  const notify = useNotify()
  if (!classified && !proposal) return null
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(proposal?.text ?? '')
      notify.success({ message: 'The draft is copied.' })
    } catch (error) {
      notify.error(error, { title: 'The draft could not be copied', detail: 'Mark it and copy it by hand.' })
    }
  }
  return (
    <Stack
      as="section"
      gap={6}
      align="start"
      className="notice pad-x-16 pad-y-12 above-24 loud"
      data-tone="violet"
      aria-label="What the bot says"
    >
      {classified ? (
        <p>
          <RecordLink table="bot_actions_log" id={String(classified.id)}>
            {classified.bot}
          </RecordLink>{' '}
          takes it for <strong>{humanize(classified.intent ?? 'nothing')}</strong>
          {classified.confidence === null ? '' : `, ${Math.round(classified.confidence * 100)} % sure`}
          {classified.intent && classified.intent !== intent ? '; somebody set it otherwise' : ''}.
        </p>
      ) : null}
      {proposal?.text ? (
        <>
          <p className="quiet">It would answer:</p>
          <p className="pre">{proposal.text}</p>
          <Button size="small" onClick={() => void copy()}>
            Copy the draft
          </Button>
        </>
      ) : null}
    </Stack>
  )
}
