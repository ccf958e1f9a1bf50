import { CheckOutlined, CloseOutlined, InboxOutlined, TeamOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { Ago } from '@/resource/queue/Ago'
import { LastDecision } from '@/resource/queue/LastDecision'
import { PhoneHead } from '@/resource/queue/PhoneHead'
import { ReturnedNotice } from '@/resource/queue/ReturnedNotice'
import { keyOf } from '@/resource/queue/types'
import { Row, Stack, Tiles } from '@/ui/layout'
import { pluralText } from '@/ui/pluralText'
import { EmptyState } from '@/ui/states'
import { ReasonPanel } from '../moderation/ReasonPanel'
import type { Reason } from '../moderation/types'
import { Picture } from './Picture'
import { doneLabels, type Photo, type PhotoDecision, verbLabels } from './types'
import type { PhotoDeciding } from './usePhotoDeciding'
import type { Photos } from './usePhotos'

/** How the pictures are looked at. */
export interface Look {
  isGrid: boolean
  isGrey: boolean
  /** The keys of those that were clicked clear. */
  clear: ReadonlySet<string>
  /** A key is held: all are clear for as long. */
  isHeld: boolean
}

interface PhotoMiddleProps {
  p: Photos
  d: PhotoDeciding
  look: Look
  reasons: readonly Reason[]
  onToggle: (key: string) => void
  onTakeOver: () => void
  onFocus: (key: string) => void
}

/** One photo or a grid of them, and below what can be decided. */
export function PhotoMiddle(props: PhotoMiddleProps) {
  const { p, d, look, reasons } = props
  const { asking, announcement } = p.state
  return (
    <section className="queue-middle" aria-label="Item">
      <PhoneHead
        title="The photos"
        onBack={() => p.dispatch({ type: 'pane', pane: 'list' })}
        sideLabel="Member"
        onSide={() => p.dispatch({ type: 'pane', pane: 'side' })}
      />
      {/* What scrolls must be reachable with the keyboard */}
      <Stack
        as="section"
        className="queue-scroll queue-reading grow scroll shrink"
        tabIndex={0}
        aria-label="Pictures"
      >
        {p.rows.length === 0 || (!p.photo && !look.isGrid) ? (
          <EmptyState
            title={p.rows.length === 0 ? 'The photo queue is clear' : 'All decided'}
            icon={<InboxOutlined />}
          >
            Photos come here when members put them up, and when a colleague asks for another opinion.
          </EmptyState>
        ) : look.isGrid ? (
          <Grid {...props} />
        ) : p.photo ? (
          <Single {...props} photo={p.photo} />
        ) : null}
      </Stack>
      <div className="queue-foot">
        {asking ? (
          <ReasonPanel
            key={`${p.state.focus} ${asking.decision}`}
            decision={asking.decision}
            verb={verbLabels[asking.decision]}
            count={d.targets.length}
            reasons={reasons}
            suggested={undefined}
            initialNote={asking.note}
            onDecide={(reason, note) => d.decide(asking.decision, reason, note)}
            onClose={() => p.dispatch({ type: 'ask', asking: undefined })}
          />
        ) : null}
        <div className="queue-bar">
          <LastDecision
            last={d.undoable}
            labels={doneLabels}
            isStuck={p.problem !== undefined}
            onUndo={d.undo}
          />
          <Row gap={8} align="stretch" wrap className="queue-actions" role="toolbar" aria-label="Decide">
            {actions.map(({ decision, key, icon }) => (
              <Button
                key={decision}
                className="queue-action"
                data-tone={decision === 'reject' ? 'red' : decision === 'escalate' ? 'violet' : 'green'}
                icon={icon}
                disabled={d.targets.length === 0}
                onClick={() => d.request(decision)}
              >
                {verbLabels[decision]}
                {d.targets.length > 1 ? ` ${d.targets.length}` : ''}
                {decision === 'approve' ? '' : '…'} <kbd aria-hidden>{key}</kbd>
              </Button>
            ))}
          </Row>
          <p className="quiet photo-said small above-4" role="status" aria-live="polite">
            {announcement}
          </p>
        </div>
      </div>
    </section>
  )
}

const actions: { decision: PhotoDecision; key: string; icon: React.ReactNode }[] = [
  { decision: 'approve', key: 'A', icon: <CheckOutlined aria-hidden /> },
  { decision: 'reject', key: 'R', icon: <CloseOutlined aria-hidden /> },
  { decision: 'escalate', key: 'E', icon: <TeamOutlined aria-hidden /> },
]

function Single({ p, d, look, photo, onToggle, onTakeOver }: PhotoMiddleProps & { photo: Photo }) {
  const key = keyOf(photo)
  const { status } = p
  return (
    <Stack as="article" gap={8} className="photo-single" aria-labelledby="photo-title">
      <h2 id="photo-title" className="title">
        <bdi>{photo.title}</bdi>
      </h2>
      <p className="quiet">
        Put up <Ago value={photo.created_at} />
        {photo.width && photo.height ? ` · ${photo.width} × ${photo.height}` : ''}
        {photo.is_primary ? ' · first photo' : ''}
        {photo.also_on > 0 ? (
          <strong className="wrong medium"> · also on {pluralText(photo.also_on, 'other profile')}</strong>
        ) : null}
      </p>
      {status?.kind === 'returned' ? (
        <ReturnedNotice sent={status.sent} verbs={verbLabels} onAnyway={d.decideAnyway} onLeave={d.leave} />
      ) : status?.kind === 'claimed' && !status.isMine ? (
        <p className="queue-notice" data-tone="teal" role="status">
          <strong>{status.name} is on this.</strong>
          <Button size="small" onClick={onTakeOver}>
            Take over <kbd aria-hidden>T</kbd>
          </Button>
        </p>
      ) : status?.kind === 'elsewhere' ? (
        <p className="queue-notice" data-tone="amber" role="status">
          This waits no longer: it was decided or taken away meanwhile.
        </p>
      ) : null}
      {photo.escalated && photo.escalated_note ? (
        <p className="queue-notice" data-tone="violet">
          <span>
            <strong>{photo.escalated_name ?? 'A colleague'} asks:</strong> “{photo.escalated_note}”
          </span>
        </p>
      ) : null}
      <Picture
        key={key}
        path={photo.storage_path}
        alt={photo.alt_text ?? ''}
        isClear={look.isHeld || look.clear.has(key)}
        isGrey={look.isGrey}
        onSeen={(checksum, looks) => d.note(photo, checksum, looks)}
        onToggle={() => onToggle(key)}
      />
      {photo.alt_text ? (
        <p dir="auto" className="photo-alt">
          {photo.alt_text}
        </p>
      ) : null}
    </Stack>
  )
}

function Grid({ p, d, look, onToggle, onFocus }: PhotoMiddleProps) {
  return (
    <Tiles as="ul" min={140} gap={12} className="photo-grid" aria-label="Grid">
      {p.rows.slice(0, 60).map((photo) => {
        const key = keyOf(photo)
        const status = p.statuses.get(key)
        return (
          <li
            key={key}
            data-focused={key === p.state.focus || undefined}
            data-selected={p.state.selected.has(key)}
            data-standing={status?.kind ?? 'open'}
          >
            <Picture
              path={photo.storage_path}
              alt={photo.alt_text ?? ''}
              isClear={look.isHeld || look.clear.has(key)}
              isGrey={look.isGrey}
              onSeen={(checksum, looks) => d.note(photo, checksum, looks)}
              onToggle={() => {
                onFocus(key)
                onToggle(key)
              }}
            />
            <span className="photo-name accent medium truncate">
              <bdi>{photo.title}</bdi>
            </span>
            {status?.kind === 'own' ? (
              <span className="quiet">{doneLabels[status.sent.decision]} by you</span>
            ) : photo.also_on > 0 ? (
              <span className="wrong medium">also on {photo.also_on}</span>
            ) : null}
          </li>
        )
      })}
    </Tiles>
  )
}
