import { WarningFilled } from '@ant-design/icons'
import { Button } from 'antd'
import { Row } from '@/ui/layout'
import { Ago } from './Ago'
import type { OutboxEntry } from './outboxEntries'

interface ReturnedNoticeProps<D extends string, T extends string> {
  sent: OutboxEntry<D, T>
  /** The imperative form of each decision: “Remove”. */
  verbs: Record<D, string>
  /** Returns the label of a reason from the managed list. */
  reasonLabel?: (code: string) => string
  onAnyway: (sent: OutboxEntry<D, T>) => void
  onLeave: (sent: OutboxEntry<D, T>) => void
}

/** Why the person's decision was not applied, with the text they wrote, and what they can do now. */
export function ReturnedNotice<D extends string, T extends string>({
  sent,
  verbs,
  reasonLabel,
  onAnyway,
  onLeave,
}: ReturnedNoticeProps<D, T>) {
  const isUndo = sent.undo?.status === 'returned'
  const outcome = isUndo ? sent.undo?.outcome : sent.outcome
  const why = outcome && outcome.result !== 'applied' ? outcome.why : 'It was not applied.'
  const at = outcome?.result === 'conflict' ? outcome.at : undefined
  const theirs = outcome?.result === 'conflict' && outcome.reason_code ? outcome.reason_code : undefined
  return (
    <div className="notice row gap-12 start loud queue-notice queue-returned" data-tone="red" role="alert">
      <WarningFilled aria-hidden className="toned above-4" />
      <div>
        <p>
          <strong>{isUndo ? 'Not undone.' : 'Your decision was not applied.'}</strong> {why}
          {theirs && reasonLabel ? ` Their reason: ${reasonLabel(theirs)}.` : ''}
          {at ? (
            <>
              {' '}
              (<Ago value={at} />)
            </>
          ) : null}
        </p>
        <p className="quiet">
          {isUndo ? 'To be undone: ' : 'You decided: '}
          {verbs[sent.decision]}
          {sent.reason_label ? ` · ${sent.reason_label}` : ''}
          {sent.note ? ` · “${sent.note}”` : ''}
        </p>
        <Row as="p" gap={8} align="stretch" wrap className="above-8">
          {outcome?.result === 'conflict' && !isUndo ? (
            <Button size="small" onClick={() => onAnyway(sent)}>
              {verbs[sent.decision]} anyway <kbd aria-hidden>Y</kbd>
            </Button>
          ) : null}
          <Button size="small" onClick={() => onLeave(sent)}>
            Leave it as it is <kbd aria-hidden>L</kbd>
          </Button>
        </Row>
      </div>
    </div>
  )
}
