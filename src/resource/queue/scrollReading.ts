import type { KeyboardEvent as ReactKeyboardEvent } from 'react'

/** Scrolls the item by most of what is seen of it, so that the last lines read are still there. */
export function scrollReading(event: KeyboardEvent, direction: 1 | -1): void {
  // A box that has the focus is ticked by it.
  if (event.target instanceof HTMLInputElement) return
  event.preventDefault()
  const pane = document.querySelector('.queue-reading')
  pane?.scrollBy?.({ top: direction * 0.85 * pane.clientHeight })
}

/** On a row of the queue Space reads on as well: to press it would only lead to the item that is there. */
export function scrollBySpace(event: ReactKeyboardEvent): void {
  if (event.key === ' ') scrollReading(event.nativeEvent, event.shiftKey ? -1 : 1)
}
