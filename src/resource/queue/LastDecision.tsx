import { RollbackOutlined } from '@ant-design/icons'
import { Row, Truncate } from '@/ui/layout'
import { useIsLate } from '@/ui/useIsLate'
import type { OutboxEntry } from './outboxEntries'

interface LastDecisionProps<D extends string> {
  /** The decisions made with the last key press. */
  last: readonly OutboxEntry<D>[]
  /** Decisions cannot be sent at the moment. */
  isStuck: boolean
  /** The past form of each decision: “Removed”. */
  labels: Record<D, string>
  onUndo: () => void
}

/** The last decision, shown as long as it can be undone. */
export function LastDecision<D extends string>({ last, isStuck, labels, onUndo }: LastDecisionProps<D>) {
  const [first] = last
  const isOnItsWay = last.some(({ status }) => status === 'waiting' || status === 'sending')
  const isLate = useIsLate(isOnItsWay ? first?.at : undefined)
  if (!first) return <Row as="p" gap={8} className="small" style={{ minHeight: 36 }} aria-hidden />
  const what =
    last.length > 1 ? (
      `${last.length} items`
    ) : (
      <>
        “<bdi>{first.item.title}</bdi>”
      </>
    )
  return (
    <Row as="p" gap={8} className="small" style={{ minHeight: 36 }}>
      <RollbackOutlined aria-hidden />
      <Truncate className="narrow">
        {labels[first.decision]}
        {first.reason_label ? ` · ${first.reason_label}` : ''} <span className="quiet">{what}</span>
        <span className="quiet" role="status">
          {isOnItsWay && (isStuck || isLate) ? ` · ${isStuck ? 'not sent yet' : 'still on its way'}` : null}
        </span>
      </Truncate>
      <button type="button" className="link-button" onClick={onUndo}>
        Undo
      </button>
      <kbd aria-hidden>U</kbd>
    </Row>
  )
}
