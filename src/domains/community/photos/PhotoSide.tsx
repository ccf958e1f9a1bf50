import { Moment, useMinutes } from '@/resource/fields/time'
import { RecordLink } from '@/resource/RecordLink'
import { PaneHead, Stack } from '@/ui/layout'
import { pluralText } from '@/ui/pluralText'
import { LoadingState } from '@/ui/states'
import { Picture } from '../shared/Picture'
import styles from './photos.module.css'
import type { PhotoContext } from './results'
import { doneLabels, type Photo } from './types'

/** The most pictures of others that are shown at once. */
const mostPictures = 12

interface PhotoSideProps {
  photo: Photo
  context: PhotoContext | undefined
  isClear: boolean
  isGrey: boolean
}

/** The photo's context: the member's other photos, where else the picture occurs, and earlier decisions. */
export function PhotoSide({ photo, context, isClear, isGrey }: PhotoSideProps) {
  useMinutes()
  const look = { isClear, isGrey }
  return (
    <Stack gap={16} className="queue-side-body shrink scroll grow">
      <section>
        <PaneHead>Member</PaneHead>
        <p className="clip">
          <strong>
            <RecordLink table="profiles" id={photo.member_id}>
              <bdi>{photo.member_name}</bdi>
            </RecordLink>
          </strong>
        </p>
        {context?.author ? (
          <p className="quiet">
            {[
              pluralText(context.author.posts, 'post'),
              `${pluralText(context.author.removed, 'text')} removed`,
              context.author.warnings > 0 ? pluralText(context.author.warnings, 'warning') : undefined,
              context.author.sanction === 'suspend'
                ? 'suspended now'
                : context.author.sanction
                  ? 'muted now'
                  : undefined,
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        ) : null}
      </section>
      {context ? (
        <>
          {context.also_on.length > 0 ? (
            <section aria-label="Also on">
              <PaneHead>
                Also on{' '}
                {pluralText(new Set(context.also_on.map((one) => one.member_id)).size, 'other profile')}
              </PaneHead>
              <ul className={`${styles.strip} small`}>
                {context.also_on.slice(0, mostPictures).map((other) => (
                  <Stack as="li" className="narrow anywhere" key={other.id}>
                    <Picture path={other.storage_path} alt={`Of ${other.member_name}`} {...look} />
                    <RecordLink table="profiles" id={other.member_id}>
                      <bdi>{other.member_name}</bdi>
                    </RecordLink>
                    <span className="quiet">
                      {other.distance === 0 ? 'same file' : 'looks the same'}, {other.state}
                    </span>
                  </Stack>
                ))}
              </ul>
              {context.also_on.length > mostPictures ? (
                <p className="quiet small">
                  The {mostPictures} nearest of {context.also_on.length} pictures.
                </p>
              ) : null}
            </section>
          ) : null}
          <section aria-label="Other photos">
            <PaneHead>
              {context.others.length === 0 ? 'No other photos' : 'Other photos of this member'}
            </PaneHead>
            <ul className={`${styles.strip} small`}>
              {context.others.map((other) => (
                <Stack as="li" className="narrow anywhere" key={other.id}>
                  <Picture path={other.storage_path} alt={other.alt_text ?? ''} {...look} />
                  <span className="quiet">{other.state}</span>
                </Stack>
              ))}
            </ul>
          </section>
          {context.decisions.length > 0 ? (
            <section aria-label="Decisions on it">
              <PaneHead>Decisions on it</PaneHead>
              <ul>
                {context.decisions.map((one) => (
                  <li key={one.id} className="small pad-y-2">
                    {doneLabels[one.decision]}
                    {one.reason_label ? ` · ${one.reason_label}` : ''}
                    {one.note ? <span className="quiet"> “{one.note}”</span> : null}
                    {one.of_another ? <span className="quiet"> (the same file before)</span> : null}
                    {one.undone ? <span className="quiet"> (undone)</span> : null}{' '}
                    <span className="quiet">
                      <Moment value={one.created_at} short />, {one.moderator_name}
                    </span>
                  </li>
                ))}
              </ul>
            </section>
          ) : null}
        </>
      ) : (
        <LoadingState shape="text" />
      )}
    </Stack>
  )
}
