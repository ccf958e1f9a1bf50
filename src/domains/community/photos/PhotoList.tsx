import { agoText } from '@/resource/fields/time'
import { QueueRow, RowWords } from '@/resource/queue/QueueRow'
import { QueueRows } from '@/resource/queue/QueueRows'
import { keyOf } from '@/resource/queue/types'
import { parseTimestamp } from '@/supabase/time'
import { pluralText } from '@/ui/pluralText'
import type { PhotoStatus } from './photoStatus'
import { doneLabels, type Photo } from './types'
import type { Photos } from './usePhotos'

interface PhotoListProps {
  p: Photos
  onFocus: (key: string) => void
}

/** The waiting photos, longest waiting first; decided photos stay in place. */
export function PhotoList({ p, onFocus }: PhotoListProps) {
  const { rows, statuses, state, dispatch } = p
  return (
    <>
      <QueueRows
        label="Photos"
        rows={rows}
        keyOf={keyOf}
        focus={state.focus}
        isSelecting={state.selected.size > 0}
      >
        {(photo, place) => {
          const key = keyOf(photo)
          const status = statuses.get(key)
          return (
            <QueueRow
              key={key}
              {...place}
              status={status?.kind ?? 'open'}
              onOpen={() => onFocus(key)}
              opensBySpace
              title={<RowWords>{photo.title}</RowWords>}
              details={detailsText(photo, status)}
              age={agoText(parseTimestamp(photo.waiting_since))}
              selection={{
                label: photo.title,
                isSelected: state.selected.has(key),
                isDisabled: status?.kind === 'own' || status?.kind === 'elsewhere',
                onToggle: () => dispatch({ type: 'toggle', key }),
              }}
            />
          )
        }}
      </QueueRows>
      {p.isWhole ? null : (
        <p className="quiet small pad-x-16 pad-y-8">
          These {p.waiting.size} have waited longest. More wait: they come as these are decided.
        </p>
      )}
    </>
  )
}

/** The status of a photo in a few words. */
export function detailsText(photo: Photo, status: PhotoStatus | undefined): string {
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
