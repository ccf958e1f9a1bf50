import { useEffect, useEffectEvent, useRef } from 'react'
import { Moment } from '@/resource/fields/time'
import { useQueueRequests } from '@/resource/queue/useQueueRequests'
import { Stack } from '@/ui/layout'
import { pluralText } from '@/ui/pluralText'
import { ErrorState } from '@/ui/states'
import styles from './moderation.module.css'
import { SafeText } from './SafeText'
import type { Context, QueueItem, ThreadComment } from './types'
import { useThread } from './useThread'

interface ThreadProps {
  context: Context
  item: QueueItem
  isOpen: boolean
  onToggle: () => void
}

/** The post and its comments around the item. Collapsed, it shows only their number. */
export function Thread({ context: { thread }, item, isOpen, onToggle }: ThreadProps) {
  const { post, comments_total } = thread
  const { comments, before, after } = useThread(useQueueRequests(), thread, isOpen)
  const element = useRef<HTMLElement>(null)
  useEffect(() => {
    if (isOpen) element.current?.scrollIntoView?.({ block: 'nearest' })
  }, [isOpen])
  const parent = parentOf(comments, item)
  if (item.item_type === 'post' && comments_total === 0) {
    return <p className="quiet small">Nobody has commented on it.</p>
  }
  return (
    <section aria-label="Thread" ref={element}>
      <button type="button" className="link-button" onClick={onToggle} aria-expanded={isOpen}>
        {isOpen ? 'Close the thread' : `Open the thread: ${pluralText(comments_total, 'comment')}`}
      </button>{' '}
      <kbd aria-hidden>O</kbd>
      {!isOpen && parent ? (
        <div className={`quoted ${styles.comment} above-8 pad-x-12 pad-y-8`}>
          <Said by={parent.author_name} at={parent.created_at} state={parent.state} />
          <SafeText text={parent.body} />
        </div>
      ) : null}
      {isOpen ? (
        <Stack gap={4} className="above-8">
          {item.item_type === 'comment' ? (
            <div className={`quoted ${styles.comment} pad-x-12 pad-y-8`} data-post>
              <Said by={post.author_name} at={post.created_at} state={post.state} />
              <h3 dir="auto">{post.title}</h3>
              <SafeText text={post.body} />
            </div>
          ) : null}
          <More where="before" part={before} />
          {comments.map((comment) => (
            <div
              key={comment.id}
              className={`quoted ${styles.comment} pad-x-12 pad-y-8`}
              data-item={comment.is_item || undefined}
              data-answer={comment.parent_id !== null || undefined}
            >
              <Said by={comment.author_name} at={comment.created_at} state={comment.state} />
              <SafeText text={comment.body} />
            </div>
          ))}
          <More where="after" part={after} isReadOn />
        </Stack>
      ) : null}
    </section>
  )
}

interface MoreProps {
  where: 'before' | 'after'
  part: ReturnType<typeof useThread>['after']
  /** Loads more when this element scrolls into view. */
  isReadOn?: boolean
}

/** The number of comments that are not shown yet, with a button that loads them. */
function More({ where, part: { left, isReading, error, readOn }, isReadOn = false }: MoreProps) {
  const end = useRef<HTMLParagraphElement>(null)
  const comesInSight = useEffectEvent(() => {
    if (!isReading && !error) readOn()
  })
  const isLeft = left > 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new page moves the element that is observed
  useEffect(() => {
    const element = end.current
    if (!isReadOn || !element || !('IntersectionObserver' in window)) return
    const look = new IntersectionObserver(([entry]) => entry?.isIntersecting && comesInSight())
    look.observe(element)
    return () => look.disconnect()
  }, [isReadOn, isLeft, left])
  if (error) return <ErrorState error={error} onRetry={readOn} size="small" />
  if (!isLeft) return null
  return (
    <p className="quiet" ref={end}>
      {pluralText(left, 'comment')} {where}.{' '}
      <button type="button" className="link-button" disabled={isReading} onClick={readOn}>
        {isReading ? 'Reading…' : `Show ${Math.min(left, 200)}`}
      </button>
    </p>
  )
}

function parentOf(comments: readonly ThreadComment[], item: QueueItem): ThreadComment | undefined {
  const own = comments.find(({ id }) => id === item.item_id)
  return own?.parent_id ? comments.find(({ id }) => id === own.parent_id) : undefined
}

function Said({ by, at, state }: { by: string; at: string; state: string }) {
  return (
    <p>
      <strong className="medium">
        <bdi>{by}</bdi>
      </strong>{' '}
      <span className="quiet small">
        <Moment value={at} short />
        {state === 'published' ? '' : ` · ${state}`}
      </span>
    </p>
  )
}
