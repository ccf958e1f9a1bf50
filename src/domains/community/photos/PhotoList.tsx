import { Checkbox } from 'antd'
import { agoText, useMinutes } from '@/resource/fields/time'
import { tabStop } from '@/resource/queue/queueState'
import { keyOf } from '@/resource/queue/types'
import { useFocusKept } from '@/resource/queue/useFocusKept'
import { parseTimestamp } from '@/supabase/time'
import { Row, Truncate } from '@/ui/layout'
import { pluralText } from '@/ui/pluralText'
import type { PhotoStatus } from './photoStatus'
import { doneLabels, type Photo } from './types'
import type { Photos } from './usePhotos'

interface PhotoListProps {
  p: Photos
  onFocus: (key: string) => void
}

/** The photos that wait, the longest waiting first; what is decided stays where it was. */
export function PhotoList({ p, onFocus }: PhotoListProps) {
  useMinutes()
  const { rows, statuses, state, dispatch } = p
  const list = useFocusKept(state.focus, rows)
  const at = tabStop(rows, state.focus)
  return (
    <ul
      className="queue-rows fixed"
      ref={list}
      aria-label="Photos"
      data-selecting={state.selected.size > 0 || undefined}
    >
      {rows.map((photo, index) => {
        const key = keyOf(photo)
        const status = statuses.get(key)
        return (
          <li
            key={key}
            className="queue-row relative"
            data-focused={key === state.focus}
            data-standing={status?.kind ?? 'open'}
            data-selected={state.selected.has(key)}
          >
            <button
              type="button"
              className="queue-row-button"
              aria-current={key === state.focus ? 'true' : undefined}
              tabIndex={index === at ? 0 : -1}
              onClick={() => onFocus(key)}
            >
              <Row as="span" gap={6} className="queue-row-title narrow medium">
                <span className="queue-row-kind fixed quiet small" aria-hidden />
                <Truncate className="queue-row-words grow">
                  <bdi>{photo.title}</bdi>
                </Truncate>
              </Row>
              <Truncate className="queue-row-facts">{factsText(photo, status)}</Truncate>
              <span className="queue-row-age nowrap right">
                {agoText(parseTimestamp(photo.waiting_since))}
              </span>
            </button>
            <Checkbox
              className="queue-row-check"
              checked={state.selected.has(key)}
              tabIndex={index === at ? 0 : -1}
              disabled={status?.kind === 'own' || status?.kind === 'elsewhere'}
              onChange={() => dispatch({ type: 'toggle', key })}
              aria-label={`Select “${photo.title}”`}
            />
          </li>
        )
      })}
    </ul>
  )
}

/** How it stands with a photo, in a few words. */
export function factsText(photo: Photo, status: PhotoStatus | undefined): string {
  if (status?.kind === 'returned') return 'Came back: your decision was not applied'
  if (status?.kind === 'own') {
    const { decision, reason_label, undo } = status.sent
    return `${doneLabels[decision]} by you${reason_label && !undo ? ` · ${reason_label}` : ''}`
  }
  if (status?.kind === 'elsewhere') return 'Waits no longer'
  return [
    status?.kind === 'claimed' ? (status.isMine ? 'Yours' : `${status.name} is on this`) : undefined,
    photo.escalated ? 'Escalated' : undefined,
    photo.is_primary ? 'first photo' : undefined,
    photo.also_on > 0 ? `also on ${pluralText(photo.also_on, 'other profile')}` : undefined,
  ]
    .filter(Boolean)
    .join(' · ')
}
