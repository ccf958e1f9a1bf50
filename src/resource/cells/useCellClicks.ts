import { type RefObject, useEffectEvent, useLayoutEffect, useRef } from 'react'
import { type CellPosition, clickedCell } from './cellPositions'

interface CellClicks {
  canEdit: (position: CellPosition) => boolean
  /** Clicked once. */
  onOpen: (position: CellPosition) => void
  /** Clicked twice. */
  onEdit: (position: CellPosition) => void
}

/** Double-click delay: one click opens the record, two edit the cell. Milliseconds. */
const doubleClickMs = 220

/** Tells clicks and double clicks on the editable cells of a table apart. */
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
    // A second click that came late, on a busy computer, must not open an editor below the record.
    if (!position || hasOpened.current) return
    clearTimeout(timer.current)
    window.getSelection()?.removeAllRanges()
    onEdit(position)
  })
  // From the moment at which the rows are seen.
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
