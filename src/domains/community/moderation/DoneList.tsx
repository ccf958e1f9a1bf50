import { CommentOutlined, FormOutlined } from '@ant-design/icons'
import { memo, useEffect } from 'react'
import { agoText } from '@/resource/fields/time'
import { QueueRow, RowWords } from '@/resource/queue/QueueRow'
import { QueueRows } from '@/resource/queue/QueueRows'
import { tabStop } from '@/resource/queue/queueState'
import { parseTimestamp } from '@/supabase/time'
import { decisionTones } from '../shared/states'
import { doneLabels } from './labels'
import type { PastDecision } from './types'

interface DoneListProps {
  rows: readonly PastDecision[]
  focus: number | undefined
  /** Ids of the decisions that are being undone in this tab. */
  undoing: ReadonlySet<number>
  onFocus: (id: number) => void
  onNearEnd: () => void
}

/** Recent decisions: who decided, and whether the decision still applies. */
export const DoneList = memo(function DoneList({ rows, focus, undoing, onFocus, onNearEnd }: DoneListProps) {
  const at = tabStop(rows, ({ id }) => id === focus)
  useEffect(() => {
    if (at >= rows.length - 12) onNearEnd()
  }, [at, rows.length, onNearEnd])
  return (
    <QueueRows
      label="Decided"
      rows={rows}
      keyOf={({ id }) => String(id)}
      focus={focus === undefined ? undefined : String(focus)}
    >
      {(row, place) => {
        const isUndone = row.undone_at !== null || undoing.has(row.id)
        return (
          <QueueRow
            key={row.id}
            {...place}
            status={isUndone ? 'elsewhere' : 'done'}
            onOpen={() => onFocus(row.id)}
            mark={
              <span className="queue-row-kind fixed quiet small" aria-hidden>
                {row.item_type === 'comment' ? <CommentOutlined /> : <FormOutlined />}
              </span>
            }
            title={<RowWords>{row.item_type === 'comment' ? row.excerpt : row.title}</RowWords>}
            details={
              <>
                <span className="value-dot" data-tone={decisionTones[row.decision]} aria-hidden />
                {doneLabels[row.decision]}
                {row.reason_label ? ` · ${row.reason_label}` : ''}
                {isUndone
                  ? ` · undone${row.undone_by_name ? ` by ${row.undone_by_name}` : ''}`
                  : row.overturned
                    ? ' · overturned'
                    : ` · ${row.moderator_name}`}
              </>
            }
            age={agoText(parseTimestamp(row.created_at))}
          />
        )
      }}
    </QueueRows>
  )
})
