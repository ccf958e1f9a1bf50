import { CommentOutlined, FormOutlined, PaperClipOutlined } from '@ant-design/icons'
import { Checkbox } from 'antd'
import { memo, useEffect, useLayoutEffect, useRef } from 'react'
import { agoText, useMinutes } from '@/resource/fields/time'
import { parseTimestamp } from '@/supabase/time'
import { hasSame } from '@/ui/hasSame'
import { decisionTones } from '../states'
import { urgentFrom } from './address'
import { isSelectable, type Standing } from './standing'
import { keyOf, type QueueItem } from './types'
import { count, done } from './words'

interface QueueListProps {
  rows: readonly QueueItem[]
  standings: ReadonlyMap<string, Standing>
  focus: string | undefined
  selected: ReadonlySet<string>
  reasonLabel: (code: string) => string
  /** Nothing can be sent at the moment. */
  isStuck: boolean
  /** Marks the urgent ones among others. */
  marksUrgent: boolean
  onFocus: (key: string) => void
  onSelect: (key: string) => void
  onNearEnd: () => void
}

/** What waits, in its order; what is decided stays where it was, greyed. */
export const QueueList = memo(function QueueList({
  rows,
  standings,
  focus,
  selected,
  reasonLabel,
  marksUrgent,
  isStuck,
  onFocus,
  onSelect,
  onNearEnd,
}: QueueListProps) {
  useMinutes()
  const list = useFocusKept(focus, rows)
  const at = rows.findIndex((row) => keyOf(row) === focus)
  useEffect(() => {
    if (at >= rows.length - 12) onNearEnd()
  }, [at, rows.length, onNearEnd])
  return (
    <ul className="mod-rows" ref={list} aria-label="Queue" data-selecting={selected.size > 0 || undefined}>
      {rows.map((row) => {
        const key = keyOf(row)
        return (
          <Row
            key={key}
            row={row}
            standing={standings.get(key)}
            isFocused={key === focus}
            isSelected={selected.has(key)}
            marksUrgent={marksUrgent}
            isStuck={isStuck}
            category={row.top_category ? reasonLabel(row.top_category) : undefined}
            age={row.waiting_since ? agoText(parseTimestamp(row.waiting_since)) : ''}
            onFocus={onFocus}
            onSelect={onSelect}
          />
        )
      })}
    </ul>
  )
})

/**
 * Keeps the row in focus in sight, and where it is: when rows above it come or go, the list scrolls by as much, so
 * that nothing moves under the person's eyes.
 */
export function useFocusKept(focus: string | undefined, rows: readonly unknown[]) {
  const list = useRef<HTMLUListElement>(null)
  const place = useRef<{ focus?: string; top?: number }>({})
  // biome-ignore lint/correctness/useExhaustiveDependencies: other rows may have moved the one in focus
  useLayoutEffect(() => {
    const element = list.current
    const scroller = element?.parentElement
    const row = element?.querySelector<HTMLElement>('[data-focused="true"]')
    if (!scroller || !row) return
    const topOf = () => row.getBoundingClientRect().top - scroller.getBoundingClientRect().top
    if (place.current.focus === focus && place.current.top !== undefined) {
      scroller.scrollTop += topOf() - place.current.top
    } else row.scrollIntoView?.({ block: 'nearest' })
    place.current = { focus, top: topOf() }
  }, [focus, rows])
  useEffect(() => {
    const element = list.current
    const scroller = element?.parentElement
    const follow = () => {
      const row = element?.querySelector('[data-focused="true"]')
      if (!row || !scroller) return
      place.current.top = row.getBoundingClientRect().top - scroller.getBoundingClientRect().top
    }
    scroller?.addEventListener('scroll', follow, { passive: true })
    return () => scroller?.removeEventListener('scroll', follow)
  }, [])
  return list
}

interface RowProps {
  row: QueueItem
  standing: Standing | undefined
  isFocused: boolean
  isSelected: boolean
  marksUrgent: boolean
  isStuck: boolean
  category: string | undefined
  age: string
  onFocus: (key: string) => void
  onSelect: (key: string) => void
}

// How it stands with a row is worked out anew whenever anything happens, and mostly the same.
const Row = memo(function Row({
  row,
  standing,
  isFocused,
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
  const kind = standing?.kind ?? 'open'
  return (
    <li className="mod-row" data-focused={isFocused} data-standing={kind} data-selected={isSelected}>
      <button
        type="button"
        className="mod-row-button"
        aria-current={isFocused ? 'true' : undefined}
        onClick={() => onFocus(key)}
      >
        <span className="mod-row-title">
          <span className="mod-row-kind" aria-hidden>
            {row.item_type === 'comment' ? <CommentOutlined /> : <FormOutlined />}
          </span>
          <span className="visually-hidden">{row.item_type === 'comment' ? 'Comment: ' : 'Post: '}</span>
          <span className="mod-row-words">{title}</span>
          {row.image_path ? <PaperClipOutlined aria-label="with a photo" /> : null}
        </span>
        <span
          className="mod-row-priority"
          data-urgent={(marksUrgent && kind === 'open' && row.priority >= urgentFrom) || undefined}
        >
          <span className="visually-hidden">Priority </span>
          {Math.round(row.priority)}
        </span>
        <span className="mod-row-facts">
          <Facts row={row} standing={standing} category={category} isStuck={isStuck} />
        </span>
        <span className="mod-row-age">{age}</span>
      </button>
      <Checkbox
        className="mod-row-check"
        checked={isSelected}
        onChange={() => onSelect(key)}
        aria-label={`Select “${title}”`}
        disabled={!isSelectable(standing)}
      />
    </li>
  )
}, hasSame)

function Facts({
  row,
  standing,
  category,
  isStuck,
}: {
  row: QueueItem
  standing: Standing | undefined
  category: string | undefined
  isStuck: boolean
}) {
  if (standing?.kind === 'returned') {
    return (
      <>
        <span className="value-dot" data-tone="red" aria-hidden />
        Came back: your decision was not applied
      </>
    )
  }
  if (standing?.kind === 'own') {
    const { decision, reason_label, status, undo } = standing.sent
    return (
      <>
        <span className="value-dot" data-tone={decisionTones[decision]} aria-hidden />
        {done[decision]} by you
        {reason_label && !undo ? ` · ${reason_label}` : ''}
        {isStuck && status !== 'applied' ? ' · not sent yet' : ''}
      </>
    )
  }
  if (standing?.kind === 'elsewhere') {
    const { by } = standing
    return (
      <>
        <span className="value-dot" data-tone={by ? decisionTones[by.decision] : 'grey'} aria-hidden />
        {by
          ? `${done[by.decision]} by ${by.moderator_name}, ${agoText(parseTimestamp(by.created_at))}`
          : 'Waits no longer'}
      </>
    )
  }
  const facts = [
    category,
    row.open_reports > 0 ? count(row.open_reports, 'report') : undefined,
    row.why.includes('bot') && row.bot_score !== null ? `bot ${row.bot_score.toFixed(2)}` : undefined,
    row.why.includes('edited') ? 'edited' : undefined,
    row.why.includes('pending') && row.open_reports === 0 && !row.why.includes('bot')
      ? 'not yet published'
      : undefined,
  ].filter(Boolean)
  return (
    <>
      {standing?.kind === 'held' ? (
        <>
          <span className="value-dot" data-tone="teal" aria-hidden />
          {standing.isMine ? 'Yours' : `${standing.name} is on this`}
          {facts.length > 0 ? ' · ' : ''}
        </>
      ) : null}
      {row.escalated ? (
        <>
          <span className="value-dot" data-tone="violet" aria-hidden />
          Escalated{facts.length > 0 ? ' · ' : ''}
        </>
      ) : null}
      {facts.join(' · ')}
    </>
  )
}
