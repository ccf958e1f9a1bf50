import type { ReactNode } from 'react'
import { useMinutes } from '../fields/time'
import { tabStop } from './queueState'
import { useRowAnchor } from './useRowAnchor'

interface QueueRowsProps<Row> {
  label: string
  rows: readonly Row[]
  keyOf: (row: Row) => string
  /** The key of the current row. */
  focus: string | undefined
  /** Some rows are selected, so all rows show their checkboxes. */
  isSelecting?: boolean
  children: (row: Row, place: { isFocused: boolean; isTabStop: boolean }) => ReactNode
}

/** The rows of a queue: the current one is scrolled into view, and one row is a Tab stop. */
export function QueueRows<Row>({ label, rows, keyOf, focus, isSelecting, children }: QueueRowsProps<Row>) {
  useMinutes()
  const list = useRowAnchor(focus, rows)
  const at = tabStop(rows, (row) => keyOf(row) === focus)
  return (
    <ul className="queue-rows fixed" ref={list} aria-label={label} data-selecting={isSelecting || undefined}>
      {rows.map((row, index) => children(row, { isFocused: keyOf(row) === focus, isTabStop: index === at }))}
    </ul>
  )
}
