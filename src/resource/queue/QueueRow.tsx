import { Checkbox } from 'antd'
import type { ReactNode } from 'react'
import { Row, Truncate } from '@/ui/layout'
import { scrollBySpace } from './scrollReading'

interface QueueRowProps {
  isFocused: boolean
  /** One row is reached by Tab, the others by J and K: the item is not fifty Tabs away. */
  isTabStop: boolean
  /** How it stands with it: open, decided here (`own`) or `elsewhere`, `returned`. */
  status: string
  onOpen: () => void
  /** Before the title: what kind it is, or its tone. */
  mark?: ReactNode
  title: ReactNode
  /** Beside the title: its priority. */
  beside?: ReactNode
  details: ReactNode
  age: string
  /** Where rows can be selected. */
  selection?: { label: string; isSelected: boolean; isDisabled: boolean; onToggle: () => void }
  /** Space opens the row, as on any button, instead of reading on. */
  opensBySpace?: boolean
}

/** A row of what waits, or of what was decided. */
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
          // An arrow away from the row, or X.
          tabIndex={-1}
          disabled={selection.isDisabled}
          onChange={selection.onToggle}
          aria-label={`Select “${selection.label}”`}
        />
      ) : null}
    </li>
  )
}

/** The words of a row’s title, cut where its room ends. */
export function RowWords({ children }: { children: ReactNode }) {
  return (
    <Truncate className="queue-row-words grow">
      <bdi>{children}</bdi>
    </Truncate>
  )
}
