import { CommentOutlined, FormOutlined } from '@ant-design/icons'
import { memo, useEffect } from 'react'
import { agoText, useMinutes } from '@/resource/fields/time'
import { scrollBySpace } from '@/resource/queue/scrollReading'
import { useFocusKept } from '@/resource/queue/useFocusKept'
import { parseTimestamp } from '@/supabase/time'
import { Row, Truncate } from '@/ui/layout'
import { decisionTones } from '../shared/states'
import { doneLabels } from './labels'
import type { PastDecision } from './types'

interface DoneListProps {
  rows: readonly PastDecision[]
  focus: number | undefined
  /** Decisions that are being undone here and now. */
  undoing: ReadonlySet<number>
  onFocus: (id: number) => void
  onNearEnd: () => void
}

/** What was decided lately, by whom, and whether it still stands. */
export const DoneList = memo(function DoneList({ rows, focus, undoing, onFocus, onNearEnd }: DoneListProps) {
  useMinutes()
  const list = useFocusKept(focus === undefined ? undefined : String(focus), rows)
  const at = rows.findIndex(({ id }) => id === focus)
  useEffect(() => {
    if (at >= rows.length - 12) onNearEnd()
  }, [at, rows.length, onNearEnd])
  return (
    <ul className="queue-rows fixed" ref={list} aria-label="Decided">
      {rows.map((row, index) => {
        const isUndone = row.undone_at !== null || undoing.has(row.id)
        return (
          <li
            key={row.id}
            className="queue-row relative"
            data-focused={row.id === focus}
            data-standing={isUndone ? 'elsewhere' : 'done'}
          >
            <button
              type="button"
              className="queue-row-button"
              aria-current={row.id === focus ? 'true' : undefined}
              tabIndex={(at < 0 ? index === 0 : index === at) ? 0 : -1}
              onClick={() => onFocus(row.id)}
              onKeyDown={scrollBySpace}
            >
              <Row as="span" gap={6} className="queue-row-title narrow medium">
                <span className="queue-row-kind fixed quiet small" aria-hidden>
                  {row.item_type === 'comment' ? <CommentOutlined /> : <FormOutlined />}
                </span>
                <Truncate className="queue-row-words grow">
                  <bdi>{row.item_type === 'comment' ? row.excerpt : row.title}</bdi>
                </Truncate>
              </Row>
              <Truncate className="queue-row-facts">
                <span className="value-dot" data-tone={decisionTones[row.decision]} aria-hidden />
                {doneLabels[row.decision]}
                {row.reason_label ? ` · ${row.reason_label}` : ''}
                {isUndone
                  ? ` · undone${row.undone_by_name ? ` by ${row.undone_by_name}` : ''}`
                  : row.overturned
                    ? ' · overturned'
                    : ` · ${row.moderator_name}`}
              </Truncate>
              <span className="queue-row-age nowrap right">{agoText(parseTimestamp(row.created_at))}</span>
            </button>
          </li>
        )
      })}
    </ul>
  )
})
