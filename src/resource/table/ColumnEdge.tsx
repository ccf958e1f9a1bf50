import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import { columnWidths, type Widths } from './columns'

interface ColumnEdgeProps {
  name: string
  label: string
  /** The first column of records: it has no fixed width until a column is resized. */
  identity: string
  width?: number
  onResize: (widths: Widths) => void
}

const step = 16

const colOf = (cell: HTMLTableCellElement) => cell.closest('table')?.querySelectorAll('col')[cell.cellIndex]

/** The right edge of a column's heading: dragging it or pressing arrow keys sets the column's width. */
export function ColumnEdge({ name, label, identity, width, onResize }: ColumnEdgeProps) {
  const edge = useRef<HTMLDivElement>(null)
  const drag = useRef<{ from: number; width: number; last: number }>(undefined)

  const cell = () => edge.current?.closest('th') as HTMLTableCellElement
  // The first column gets its current width as fixed width. Otherwise it would absorb the change, and the edge would
  // not move.
  const identityWidth = (): Widths => {
    const first = cell().closest('tr')?.querySelector<HTMLElement>('th')
    return first ? { [identity]: first.offsetWidth } : {}
  }
  const set = (next: number | undefined) => onResize({ ...identityWidth(), [name]: next })
  // Changes the DOM directly: the table renders again only when the edge is released.
  const draw = (next: number) => {
    const table = cell().closest('table')
    for (const [one, pixels] of Object.entries({ ...identityWidth(), [name]: next })) {
      const heading = table?.querySelector<HTMLTableCellElement>(`th[data-column="${one}"]`)
      const col = heading && colOf(heading)
      if (col) col.style.width = `${pixels}px`
    }
    if (table) table.dataset.fixed = 'true'
  }

  const start = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return
    event.preventDefault()
    event.currentTarget.setPointerCapture(event.pointerId)
    const at = cell().offsetWidth
    drag.current = { from: event.clientX, width: at, last: at }
  }
  const move = (event: PointerEvent<HTMLDivElement>) => {
    if (!drag.current) return
    const wanted = drag.current.width + event.clientX - drag.current.from
    drag.current.last = Math.max(columnWidths.min, Math.min(columnWidths.max, wanted))
    draw(drag.current.last)
  }
  const end = () => {
    const { last, width: before } = drag.current ?? {}
    drag.current = undefined
    if (last !== undefined && last !== before) set(last)
  }
  const press = (event: KeyboardEvent<HTMLDivElement>) => {
    const by = { ArrowLeft: -step, ArrowRight: step }[event.key]
    if (by === undefined && event.key !== 'Enter') return
    event.preventDefault()
    event.stopPropagation()
    const next = by === undefined ? undefined : cell().offsetWidth + by
    set(next)
    // A held key is faster than updates of the address, so it continues from the width set here.
    if (next !== undefined) draw(next)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: an <hr> cannot be moved; this is a movable separator
    <div
      ref={edge}
      className="column-edge"
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={`Width of ${label}`}
      title="Drag, or press the arrow keys; double-click for the usual width"
      aria-valuemin={columnWidths.min}
      aria-valuemax={columnWidths.max}
      aria-valuenow={width}
      onPointerDown={start}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={end}
      onDoubleClick={() => onResize({ [name]: undefined })}
      onKeyDown={press}
    />
  )
}
