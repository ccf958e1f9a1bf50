import { type RefObject, useEffectEvent, useLayoutEffect, useRef } from 'react'
import { type CellPosition, clickedCell } from './cellPositions'

interface CellClicks {
  canEdit: (position: CellPosition) => boolean
  /** Called after a single click. */
  onOpen: (position: CellPosition) => void
  /** Called after a double click. */
  onEdit: (position: CellPosition) => void
}

/** Double-click delay in milliseconds: one click opens the record, two clicks edit the cell. */
const doubleClickMs = 220

/** Distinguishes single and double clicks on the editable cells of a table. */
export function useCellClicks(
  body: RefObject<HTMLElement | null>,
  { canEdit, onOpen, onEdit }: CellClicks,
): void {
  const positionAt = (target: EventTarget | null): CellPosition | undefined => {
    const position = clickedCell(target)
    return position && canEdit(position) ? position : undefined
  }
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const hasOpened = useRef(false)
  const click = useEffectEvent((event: MouseEvent) => {
    const position = positionAt(event.target)
    if (!position) return
    // The row's own click handler must not open the record before the double-click delay is over.
    event.stopPropagation()
    clearTimeout(timer.current)
    if (event.detail > 1) return
    hasOpened.current = false
    if (window.getSelection()?.toString()) return
    timer.current = setTimeout(() => {
      hasOpened.current = true
      onOpen(position)
    }, doubleClickMs)
  })
  const doubleClick = useEffectEvent((event: MouseEvent) => {
    const position = positionAt(event.target)
    // A second click that arrives late, on a slow computer, must not open an editor behind the opened record.
    if (!position || hasOpened.current) return
    clearTimeout(timer.current)
    window.getSelection()?.removeAllRanges()
    onEdit(position)
  })
  // Attached before the rows are painted, so that the first click already counts.
  useLayoutEffect(() => {
    const element = body.current
    if (!element) return
    const onClick = (event: MouseEvent) => click(event)
    const onDoubleClick = (event: MouseEvent) => doubleClick(event)
    element.addEventListener('click', onClick, { capture: true })
    element.addEventListener('dblclick', onDoubleClick)
    return () => {
      element.removeEventListener('click', onClick, { capture: true })
      element.removeEventListener('dblclick', onDoubleClick)
    }
  }, [body])
}
