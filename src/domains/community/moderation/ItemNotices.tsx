import { Button } from 'antd'
import { Ago } from '@/resource/queue/Ago'
import { ReturnedNotice } from '@/resource/queue/ReturnedNotice'
import type { ItemPaneProps } from './ItemPane'
import { doneLabels, hasNewFile, verbLabels } from './labels'

/**
 * Notices above the item: a returned decision, a colleague's
 * decision, an edit, a new picture file, or a claim.
 */
export function ItemNotices({
  reasonLabel,
  itemStatus,
  decided,
  isEdited,
  isWarned,
  item,
  on,
}: Pick<ItemPaneProps, 'itemStatus' | 'decided' | 'isEdited' | 'isWarned' | 'item' | 'on' | 'reasonLabel'>) {
  if (itemStatus?.kind === 'returned')
    return (
      <ReturnedNotice
        sent={itemStatus.sent}
        verbs={verbLabels}
        onAnyway={on.decideAnyway}
        onLeave={on.leave}
        reasonLabel={reasonLabel}
      />
    )
  return (
    <>
      {itemStatus?.kind === 'elsewhere' ? (
        <p className="notice row gap-12 between loud queue-notice" data-tone="amber" role="status">
          <span>
            {itemStatus.by ? (
              <>
                <strong>{`${doneLabels[itemStatus.by.decision]} by ${itemStatus.by.moderator_name}`}</strong>{' '}
                <Ago value={itemStatus.by.created_at} />
                {itemStatus.by.reason_label ? ` · ${itemStatus.by.reason_label}` : ''}
                {itemStatus.by.note ? `. “${itemStatus.by.note}”` : '.'}
              </>
            ) : (
              'This waits no longer: it was decided or taken away meanwhile.'
            )}
          </span>
        </p>
      ) : decided && decided.id === item.decision_seen ? (
        <p className="notice row gap-12 between loud queue-notice" role="status">
          <span>
            <strong>{`${doneLabels[decided.decision]} by ${decided.moderator_name}`}</strong>{' '}
            <Ago value={decided.created_at} />
            {decided.note ? `: “${decided.note}”` : '.'} It still waits.
          </span>
        </p>
      ) : null}
      {isEdited ? (
        <p className="notice row gap-12 between loud queue-notice" data-tone="amber" role="status">
          <span>
            <strong>Edited while you had it open.</strong> This is version {item.version}, read it again.
          </span>
        </p>
      ) : null}
      {hasNewFile(item) ? (
        <p className="notice row gap-12 between loud queue-notice" data-tone="amber">
          <span>
            <strong>Another file came to the place of its picture.</strong> Members see the words without it
            until it is judged.
          </span>
        </p>
      ) : null}
      {itemStatus?.kind === 'claimed' && !itemStatus.isMine ? (
        <p
          className="notice row gap-12 between loud queue-notice"
          data-tone={isWarned ? 'amber' : 'teal'}
          role="status"
        >
          <span>
            <strong>{itemStatus.name} is on this.</strong>
            {isWarned ? ' The same key or button again decides all the same.' : ''}
          </span>
          <Button size="small" onClick={on.takeOver}>
            Take over <kbd aria-hidden>T</kbd>
          </Button>
        </p>
      ) : null}
      {item.escalated && item.escalated_note ? (
        <p className="notice row gap-12 between loud queue-notice" data-tone="violet">
          <span>
            <strong>{item.escalated_name ?? 'A colleague'} asks:</strong> “{item.escalated_note}”
          </span>
        </p>
      ) : null}
    </>
  )
}
