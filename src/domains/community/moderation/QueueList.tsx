import { CommentOutlined, FormOutlined, PaperClipOutlined } from '@ant-design/icons'
import { memo, useEffect } from 'react'
import { agoText } from '@/resource/fields/time'
import { QueueRow, RowWords } from '@/resource/queue/QueueRow'
import { QueueRows } from '@/resource/queue/QueueRows'
import { tabStop } from '@/resource/queue/queueState'
import { keyOf } from '@/resource/queue/types'
import { parseTimestamp } from '@/supabase/time'
import { arePropsEqual } from '@/ui/arePropsEqual'
import { pluralText } from '@/ui/pluralText'
import { decisionTones } from '../shared/states'
import { type ItemStatus, isSelectable } from './itemStatus'
import { doneLabels } from './labels'
import { urgentFrom } from './queueView'
import type { QueueItem } from './types'

interface QueueListProps {
  rows: readonly QueueItem[]
  itemStatuses: ReadonlyMap<string, ItemStatus>
  focus: string | undefined
  selected: ReadonlySet<string>
  reasonLabel: (code: string) => string
  /** True while decisions cannot be sent. */
  isStuck: boolean
  /** Whether urgent items are marked, in a view that also contains other items. */
  marksUrgent: boolean
  onFocus: (key: string) => void
  onSelect: (key: string) => void
  onNearEnd: () => void
}

/** The waiting items in queue order; decided items stay in place, greyed out. */
export const QueueList = memo(function QueueList({
  rows,
  itemStatuses,
  focus,
  selected,
  reasonLabel,
  marksUrgent,
  isStuck,
  onFocus,
  onSelect,
  onNearEnd,
}: QueueListProps) {
  const at = tabStop(rows, (row) => keyOf(row) === focus)
  useEffect(() => {
    if (at >= rows.length - 12) onNearEnd()
  }, [at, rows.length, onNearEnd])
  return (
    <QueueRows label="Queue" rows={rows} keyOf={keyOf} focus={focus} isSelecting={selected.size > 0}>
      {(row, place) => {
        const key = keyOf(row)
        return (
          <Row
            key={key}
            row={row}
            itemStatus={itemStatuses.get(key)}
            {...place}
            isSelected={selected.has(key)}
            marksUrgent={marksUrgent}
            isStuck={isStuck}
            category={row.top_category ? reasonLabel(row.top_category) : undefined}
            age={row.waiting_since ? agoText(parseTimestamp(row.waiting_since)) : ''}
            onFocus={onFocus}
            onSelect={onSelect}
          />
        )
      }}
    </QueueRows>
  )
})

interface RowProps {
  row: QueueItem
  itemStatus: ItemStatus | undefined
  isFocused: boolean
  isTabStop: boolean
  isSelected: boolean
  marksUrgent: boolean
  isStuck: boolean
  category: string | undefined
  age: string
  onFocus: (key: string) => void
  onSelect: (key: string) => void
}

// Memoised: every event recomputes the status of all rows, and most rows do not change.
const Row = memo(function Row({
  row,
  itemStatus,
  isFocused,
  isTabStop,
  isSelected,
  marksUrgent,
  isStuck,
  category,
  age,
  onFocus,
  onSelect,
}: RowProps) {
  const key = keyOf(row)
  const title = row.item_type === 'comment' ? row.excerpt : row.title
  const kind = itemStatus?.kind ?? 'open'
  return (
    <QueueRow
      isFocused={isFocused}
      isTabStop={isTabStop}
      status={kind}
      onOpen={() => onFocus(key)}
      mark={
        <span className="queue-row-kind fixed quiet small" aria-hidden>
          {row.item_type === 'comment' ? <CommentOutlined /> : <FormOutlined />}
        </span>
      }
      title={
        <>
          <span className="visually-hidden">{row.item_type === 'comment' ? 'Comment: ' : 'Post: '}</span>
          <RowWords>{title}</RowWords>
          {row.image_path ? <PaperClipOutlined aria-label="with a photo" /> : null}
        </>
      }
      beside={
        <span
          className={`queue-row-priority medium right ${marksUrgent && kind === 'open' && row.priority >= urgentFrom ? 'wrong' : 'quiet'}`}
        >
          <span className="visually-hidden">Priority </span>
          {Math.round(row.priority)}
        </span>
      }
      details={<RowDetails row={row} itemStatus={itemStatus} category={category} isStuck={isStuck} />}
      age={age}
      selection={{
        label: title,
        isSelected,
        isDisabled: !isSelectable(itemStatus),
        onToggle: () => onSelect(key),
      }}
    />
  )
}, arePropsEqual)

function RowDetails({
  row,
  itemStatus,
  category,
  isStuck,
}: {
  row: QueueItem
  itemStatus: ItemStatus | undefined
  category: string | undefined
  isStuck: boolean
}) {
  if (itemStatus?.kind === 'returned') {
    return (
      <>
        <span className="value-dot" data-tone="red" aria-hidden />
        Came back: your decision was not applied
      </>
    )
  }
  if (itemStatus?.kind === 'own') {
    const { decision, reason_label, status, undo } = itemStatus.sent
    return (
      <>
        <span className="value-dot" data-tone={decisionTones[decision]} aria-hidden />
        {doneLabels[decision]} by you
        {reason_label && !undo ? ` · ${reason_label}` : ''}
        {isStuck && status !== 'applied' ? ' · not sent yet' : ''}
      </>
    )
  }
  if (itemStatus?.kind === 'elsewhere') {
    const { by } = itemStatus
    return (
      <>
        <span className="value-dot" data-tone={by ? decisionTones[by.decision] : 'grey'} aria-hidden />
        {by
          ? `${doneLabels[by.decision]} by ${by.moderator_name}, ${agoText(parseTimestamp(by.created_at))}`
          : 'Waits no longer'}
      </>
    )
  }
  const details = [
    category,
    row.open_reports > 0 ? pluralText(row.open_reports, 'report') : undefined,
    row.why.includes('bot') && row.bot_score !== null ? `bot ${row.bot_score.toFixed(2)}` : undefined,
    row.why.includes('edited') ? 'edited' : undefined,
    row.why.includes('pending') && row.open_reports === 0 && !row.why.includes('bot')
      ? 'not yet published'
      : undefined,
  ].filter(Boolean)
  return (
    <>
      {itemStatus?.kind === 'claimed' ? (
        <>
          <span className="value-dot" data-tone="teal" aria-hidden />
          {itemStatus.isMine ? 'Yours' : `${itemStatus.name} is on this`}
          {details.length > 0 ? ' · ' : ''}
        </>
      ) : null}
      {row.escalated ? (
        <>
          <span className="value-dot" data-tone="violet" aria-hidden />
          Escalated{details.length > 0 ? ' · ' : ''}
        </>
      ) : null}
      {details.join(' · ')}
    </>
  )
}
