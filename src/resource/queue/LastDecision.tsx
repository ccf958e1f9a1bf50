import { RollbackOutlined } from '@ant-design/icons'
import type { Sent } from './sent'

interface LastDecisionProps<D extends string> {
  /** The decisions of the last keystroke. */
  last: readonly Sent<D>[]
  /** Nothing can be sent at the moment. */
  isStuck: boolean
  /** A decision as it was made: “Removed”. */
  labels: Record<D, string>
  onUndo: () => void
}

/** The last decision, which stays in sight for as long as it can be undone. */
export function LastDecision<D extends string>({ last, isStuck, labels, onUndo }: LastDecisionProps<D>) {
  const [first] = last
  if (!first) return <p className="queue-last" aria-hidden />
  const what = last.length > 1 ? `${last.length} items` : `“${first.item.title}”`
  return (
    <p className="queue-last">
      <RollbackOutlined aria-hidden />
      <span className="queue-last-text">
        {labels[first.decision]}
        {first.reason_label ? ` · ${first.reason_label}` : ''} <span className="queue-quiet">{what}</span>
        {isStuck && last.some(({ status }) => status !== 'applied') ? (
          <span className="queue-quiet"> · not sent yet</span>
        ) : null}
      </span>
      <button type="button" className="queue-link" onClick={onUndo}>
        Undo
      </button>
      <kbd aria-hidden>U</kbd>
    </p>
  )
}
