import { Checkbox } from 'antd'
import type { ReactNode } from 'react'
import { Row, Truncate } from '@/ui/layout'
import { scrollBySpace } from './scrollReading'

interface QueueRowProps {
  isFocused: boolean
  /**
   * Only one row is a Tab stop, the others are reached by J and K: otherwise the item would be fifty Tab presses away.
   */
  isTabStop: boolean
  /** The status of the item: open, decided here (`own`) or `elsewhere`, `returned`. */
  status: string
  onOpen: () => void
  /** Before the title: an icon for its kind, or its tone. */
  mark?: ReactNode
  title: ReactNode
  /** Beside the title: its priority. */
  beside?: ReactNode
  details: ReactNode
  age: string
  /** Set if rows can be selected. */
  selection?: { label: string; isSelected: boolean; isDisabled: boolean; onToggle: () => void }
  /** Space opens the row, like any button, instead of scrolling the item. */
  opensBySpace?: boolean
}

/** A row of a waiting or decided item. */
export function QueueRow({
  isFocused,
  isTabStop,
  status,
  onOpen,
  mark,
  title,
  beside,
  details,
  age,
  selection,
  opensBySpace,
}: QueueRowProps) {
  return (
    <li
      className="queue-row relative"
      data-focused={isFocused}
      data-status={status}
      data-selected={selection?.isSelected}
    >
      <button
        type="button"
        className="queue-row-button hoverable"
        aria-current={isFocused ? 'true' : undefined}
        tabIndex={isTabStop ? 0 : -1}
        onClick={onOpen}
        onKeyDown={opensBySpace ? undefined : scrollBySpace}
      >
        <Row as="span" gap={6} className="queue-row-title narrow medium">
          {mark ?? <span className="queue-row-kind fixed" aria-hidden />}
          {title}
        </Row>
        {beside}
        <Truncate className="queue-row-details quiet small">{details}</Truncate>
        <span className="quiet small nowrap right">{age}</span>
      </button>
      {selection ? (
        <Checkbox
          className="queue-row-check"
          checked={selection.isSelected}
          // Not a Tab stop: reached by an arrow key from the row, or by X.
          tabIndex={-1}
          disabled={selection.isDisabled}
          onChange={selection.onToggle}
          aria-label={`Select “${selection.label}”`}
        />
      ) : null}
    </li>
  )
}

/** The text of a row’s title, cut off where it does not fit. */
export function RowWords({ children }: { children: ReactNode }) {
  return (
    <Truncate className="queue-row-words grow">
      <bdi>{children}</bdi>
    </Truncate>
  )
}
