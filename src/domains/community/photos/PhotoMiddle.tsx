import { CheckOutlined, CloseOutlined, InboxOutlined, TeamOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { ActionRow } from '@/resource/queue/ActionRow'
import { Ago } from '@/resource/queue/Ago'
import { LastDecision } from '@/resource/queue/LastDecision'
import { PhoneHead } from '@/resource/queue/PhoneHead'
import { ReturnedNotice } from '@/resource/queue/ReturnedNotice'
import { keyOf } from '@/resource/queue/types'
import { unsentTexts } from '@/resource/queue/unsentTexts'
import { Stack, Tiles } from '@/ui/layout'
import { pluralText } from '@/ui/pluralText'
import { EmptyState } from '@/ui/states'
import { ReasonPanel } from '../moderation/ReasonPanel'
import type { Reason } from '../moderation/types'
import { Picture } from '../shared/Picture'
import { detailsText } from './PhotoList'
import styles from './photos.module.css'
import type { PhotoContext } from './results'
import { doneLabels, type Photo, type PhotoDecision, verbLabels } from './types'
import type { PhotoDeciding } from './usePhotoDeciding'
import type { Photos } from './usePhotos'

/** How the pictures are shown. */
export interface Look {
  isGrid: boolean
  isGrey: boolean
  /** Keys of the pictures that were clicked to show them unblurred. */
  clear: ReadonlySet<string>
  /** Space is held: all pictures are unblurred meanwhile. */
  isHeld: boolean
}

interface PhotoMiddleProps {
  p: Photos
  d: PhotoDeciding
  look: Look
  reasons: readonly Reason[]
  onToggle: (key: string) => void
  onTakeOver: () => void
  onLoadNew: () => void
  onFocus: (key: string) => void
}

/** One photo or a grid of photos, with the possible decisions below. */
export function PhotoMiddle(props: PhotoMiddleProps) {
  const { p, d, look, reasons, onLoadNew } = props
  const { asking, announcement, focus } = p.state
  return (
    <section className="queue-middle" aria-label="Item">
      <PhoneHead
        title="The photos"
        onBack={() => p.dispatch({ type: 'pane', pane: 'list' })}
        sideLabel="Member"
        onSide={() => p.dispatch({ type: 'pane', pane: 'side' })}
      />
      {/* A scrollable area must be reachable with the keyboard. */}
      <Stack
        as="section"
        className="queue-scroll queue-reading grow scroll shrink"
        tabIndex={0}
        aria-label="Pictures"
      >
        {!p.query.data ? null : p.rows.length === 0 || (!p.photo && !look.isGrid) ? (
          <EmptyState
            title={p.rows.length === 0 ? 'The photo queue is clear' : 'All decided'}
            icon={<InboxOutlined />}
            action={
              p.rows.length > 0 ? (
                <Button onClick={onLoadNew}>
                  {p.fresh > 0 ? `Take in ${p.fresh} new` : 'Look again'} <kbd aria-hidden>.</kbd>
                </Button>
              ) : undefined
            }
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
            key={`${focus} ${asking.decision}`}
            decision={asking.decision}
            verb={verbLabels[asking.decision]}
            count={d.targets.length}
            reasons={numbered(reasons, asking.decision)}
            suggested={undefined}
            initialNote={unsentTexts.read('photos', focus ?? '')?.text ?? asking.note}
            onNote={(note) => unsentTexts.write('photos', focus ?? '', note)}
            onDecide={(reason, note) => {
              unsentTexts.drop('photos', focus ?? '')
              d.decide(asking.decision, reason, note)
            }}
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
          <ActionRow label="Decide">
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
          </ActionRow>
          <p className="quiet queue-why-problem small above-4" role="status" aria-live="polite">
            {announcement}
          </p>
        </div>
      </div>
    </section>
  )
}

/** The reasons for a decision, with those only for photos first; the first nine have a number key. */
function numbered(reasons: readonly Reason[], decision: PhotoDecision): Reason[] {
  const offered = reasons.filter(({ decisions }) => decisions.includes(decision))
  return [
    ...offered.filter(({ items }) => !items.includes('text')),
    ...offered.filter(({ items }) => items.includes('text')),
  ].map((reason, at) => ({ ...reason, number_key: at < 9 ? at + 1 : null }))
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
    <Stack
      as="article"
      gap={8}
      className={styles.single}
      data-photo
      style={{ maxWidth: 560 }}
      aria-labelledby="photo-title"
    >
      <h2 id="photo-title" className="title clip queue-heading" tabIndex={-1} aria-describedby="photo-about">
        <bdi>{photo.title}</bdi>
      </h2>
      <div id="photo-about" style={{ display: 'contents' }}>
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
          <p
            className="notice row gap-12 between loud queue-notice"
            data-tone={d.isWarned ? 'amber' : 'teal'}
            role="status"
          >
            <span>
              <strong>{status.name} is on this.</strong>
              {d.isWarned ? ' The same key or button again decides all the same.' : ''}
            </span>
            <Button size="small" onClick={onTakeOver}>
              Take over <kbd aria-hidden>T</kbd>
            </Button>
          </p>
        ) : status?.kind === 'elsewhere' ? (
          <Elsewhere decision={p.context.data?.decisions[0]} />
        ) : null}
        {photo.why.includes('edited') ? (
          <p className="notice row gap-12 between loud queue-notice" data-tone="amber">
            Another file came to the place of the one that was seen. Nobody else sees it until it is judged.
          </p>
        ) : null}
        {photo.escalated && photo.escalated_note ? (
          <p className="notice row gap-12 between loud queue-notice" data-tone="violet">
            <span>
              <strong>{photo.escalated_name ?? 'A colleague'} asks:</strong> “{photo.escalated_note}”
            </span>
          </p>
        ) : null}
      </div>
      <Picture
        key={key}
        path={photo.storage_path}
        alt={photo.alt_text ?? ''}
        isClear={look.isHeld || look.clear.has(key)}
        isGrey={look.isGrey}
        onSeen={(checksum, hash) => d.note(photo, checksum, hash)}
        onToggle={() => onToggle(key)}
      />
      {photo.alt_text ? (
        <p dir="auto" className="clip" style={{ maxWidth: '60ch' }}>
          {photo.alt_text}
        </p>
      ) : null}
    </Stack>
  )
}

/** A colleague's decision about a photo that no longer waits. */
function Elsewhere({ decision }: { decision: PhotoContext['decisions'][number] | undefined }) {
  return (
    <p className="notice row gap-12 between loud queue-notice" data-tone="amber" role="status">
      {decision ? (
        <span>
          <strong>{`${doneLabels[decision.decision]} by ${decision.moderator_name}`}</strong>{' '}
          <Ago value={decision.created_at} />
          {decision.reason_label ? ` · ${decision.reason_label}` : ''}
          {decision.note ? `. “${decision.note}”` : '.'}
        </span>
      ) : (
        'This waits no longer: it was decided or taken away meanwhile.'
      )}
    </p>
  )
}

function Grid({ p, d, look, onToggle, onFocus }: PhotoMiddleProps) {
  return (
    <Tiles as="ul" min={140} gap={12} className={styles.grid} aria-label="Grid">
      {p.rows.map((photo) => {
        const key = keyOf(photo)
        const status = p.statuses.get(key)
        return (
          <Stack
            as="li"
            gap={2}
            className="narrow small"
            key={key}
            data-focused={key === p.state.focus || undefined}
            data-selected={p.state.selected.has(key)}
            data-status={status?.kind ?? 'open'}
          >
            <Picture
              path={photo.storage_path}
              alt={photo.alt_text ?? ''}
              isClear={look.isHeld || look.clear.has(key)}
              isGrey={look.isGrey}
              onSeen={(checksum, hash) => d.note(photo, checksum, hash)}
              onToggle={() => {
                onFocus(key)
                onToggle(key)
              }}
            />
            <span className="accent medium truncate">
              <bdi>{photo.title}</bdi>
            </span>
            {status?.kind === 'own' ? (
              <span className="quiet">{doneLabels[status.sent.decision]} by you</span>
            ) : status ? (
              <span className="quiet">{detailsText(photo, status)}</span>
            ) : photo.also_on > 0 ? (
              <span className="wrong medium">also on {photo.also_on}</span>
            ) : null}
          </Stack>
        )
      })}
    </Tiles>
  )
}
