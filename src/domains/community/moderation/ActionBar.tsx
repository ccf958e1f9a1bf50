import {
  CheckOutlined,
  DeleteOutlined,
  EyeInvisibleOutlined,
  FlagOutlined,
  RollbackOutlined,
  TeamOutlined,
} from '@ant-design/icons'
import { Button } from 'antd'
import { memo } from 'react'
import type { Sent } from './outbox'
import type { Decision, QueueItem } from './types'
import { done, verbs } from './words'

interface ActionBarProps {
  item: QueueItem
  /** How many the next decision counts for. */
  count: number
  /** The reason that hiding gives without asking. */
  hideReason: string | undefined
  last: readonly Sent[]
  isBusy: boolean
  onDecide: (decision: Decision) => void
  onUndo: () => void
}

/** What “Approve” means for an item as it is: one that was hidden or removed is restored. */
export function approval({ state }: Pick<QueueItem, 'state'>): Decision {
  return state === 'hidden' || state === 'removed' ? 'restore' : 'approve'
}

const icons = {
  approve: <CheckOutlined aria-hidden />,
  restore: <CheckOutlined aria-hidden />,
  hide: <EyeInvisibleOutlined aria-hidden />,
  remove: <DeleteOutlined aria-hidden />,
  escalate: <TeamOutlined aria-hidden />,
  dismiss_reports: <FlagOutlined aria-hidden />,
}

/** The decisions with their keys, and above them the last one, which can be undone. */
export const ActionBar = memo(function ActionBar({
  item,
  count,
  hideReason,
  last,
  isBusy,
  onDecide,
  onUndo,
}: ActionBarProps) {
  const actions: { decision: Decision; key: string; asks?: boolean }[] = [
    { decision: approval(item), key: 'A' },
    { decision: 'hide', key: 'H', asks: !hideReason },
    { decision: 'remove', key: 'R', asks: true },
    { decision: 'escalate', key: 'E', asks: true },
    ...(item.open_reports > 0 ? [{ decision: 'dismiss_reports' as const, key: 'D' }] : []),
  ]
  return (
    <div className="mod-bar">
      <LastDecision last={last} onUndo={onUndo} isBusy={isBusy} />
      <div className="mod-actions" role="toolbar" aria-label="Decide">
        {actions.map(({ decision, key, asks }) => (
          <Button
            key={decision}
            className="mod-action"
            data-decision={decision}
            icon={icons[decision]}
            onClick={() => onDecide(decision)}
            title={
              decision === 'dismiss_reports'
                ? 'Dismiss the reports; what was written stays as it is'
                : decision === 'hide' && hideReason
                  ? `As “${hideReason}”; Shift H asks for another reason`
                  : undefined
            }
          >
            {decision === 'dismiss_reports' ? 'Dismiss' : verbs[decision]}
            {count > 1 ? ` ${count}` : ''}
            {asks ? '…' : ''} <kbd aria-hidden>{key}</kbd>
          </Button>
        ))}
      </div>
    </div>
  )
})

/** The last decision, which stays in sight for as long as it can be undone. */
export function LastDecision({ last, isBusy, onUndo }: Pick<ActionBarProps, 'last' | 'isBusy' | 'onUndo'>) {
  const [first] = last
  if (!first) return <p className="mod-last" aria-hidden />
  const what = last.length > 1 ? `${last.length} items` : `“${first.item.title}”`
  return (
    <p className="mod-last">
      <RollbackOutlined aria-hidden />
      <span className="mod-last-text">
        {done[first.decision]}
        {first.reason_label ? ` · ${first.reason_label}` : ''} <span className="mod-quiet">{what}</span>
        {isBusy && last.some(({ status }) => status !== 'applied') ? (
          <span className="mod-quiet"> · not sent yet</span>
        ) : null}
      </span>
      <button type="button" className="mod-link" onClick={onUndo}>
        Undo
      </button>
      <kbd aria-hidden>U</kbd>
    </p>
  )
}
