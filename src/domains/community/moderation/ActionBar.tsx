import {
  CheckOutlined,
  DeleteOutlined,
  EyeInvisibleOutlined,
  FlagOutlined,
  StopOutlined,
  TeamOutlined,
} from '@ant-design/icons'
import { Button } from 'antd'
import { memo } from 'react'
import { ActionRow } from '@/resource/queue/ActionRow'
import { LastDecision } from '@/resource/queue/LastDecision'
import { decisionTones } from '../shared/states'
import { approval } from './decisionRules'
import { doneLabels, verbLabels } from './labels'
import type { Decision, OutboxEntry, QueueItem } from './types'

interface ActionBarProps {
  item: QueueItem
  /** How many items the next decision applies to. */
  count: number
  /** How many of these items an approval applies to. */
  approvable: number
  /** The reason used when hiding without asking for one. */
  hideReason: string | undefined
  last: readonly OutboxEntry[]
  /** True while decisions cannot be sent. */
  isStuck: boolean
  onDecide: (decision: Decision) => void
  onUndo: () => void
}

const icons = {
  approve: <CheckOutlined aria-hidden />,
  restore: <CheckOutlined aria-hidden />,
  hide: <EyeInvisibleOutlined aria-hidden />,
  remove: <DeleteOutlined aria-hidden />,
  escalate: <TeamOutlined aria-hidden />,
  dismiss_reports: <FlagOutlined aria-hidden />,
  decline_edit: <StopOutlined aria-hidden />,
}

/** The decision buttons with their keys; above them the last decision, which can be undone. */
export const ActionBar = memo(function ActionBar({
  item,
  count,
  approvable,
  hideReason,
  last,
  isStuck,
  onDecide,
  onUndo,
}: ActionBarProps) {
  const isApproval = (decision: Decision) => decision === approval(item)
  const actions: { decision: Decision; key: string; asks?: boolean }[] = [
    { decision: approval(item), key: 'A', asks: item.earlier_reports > 0 },
    ...(item.shown ? [{ decision: 'decline_edit' as const, key: 'N', asks: true }] : []),
    { decision: 'hide', key: 'H', asks: !hideReason || item.earlier_reports > 0 },
    { decision: 'remove', key: 'R', asks: true },
    { decision: 'escalate', key: 'E', asks: true },
    ...(item.open_reports > 0 ? [{ decision: 'dismiss_reports' as const, key: 'D' }] : []),
  ]
  return (
    <div className="queue-bar">
      <LastDecision last={last} labels={doneLabels} isStuck={isStuck} onUndo={onUndo} />
      <ActionRow label="Decide">
        {actions.map(({ decision, key, asks }) => (
          <Button
            key={decision}
            className="queue-action"
            data-decision={decision}
            data-tone={decision === 'hide' ? 'amber' : decisionTones[decision]}
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
            <span className="truncate" style={{ maxWidth: '22ch' }}>
              {decision === 'dismiss_reports' ? 'Dismiss' : verbLabels[decision]}
              {decision === 'hide' && hideReason ? `: ${hideReason}` : null}
              {count > 1 ? ` ${isApproval(decision) ? approvable : count}` : ''}
              {asks ? '…' : ''}
            </span>{' '}
            <kbd aria-hidden>{key}</kbd>
          </Button>
        ))}
      </ActionRow>
    </div>
  )
})
