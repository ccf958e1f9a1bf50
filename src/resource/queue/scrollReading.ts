import type { KeyboardEvent as ReactKeyboardEvent } from 'react'

/** Scrolls the item by most of its visible height, so that the last lines stay visible. */
export function scrollReading(event: KeyboardEvent, direction: 1 | -1): void {
  // Space toggles the focused checkbox.
  if (event.target instanceof HTMLInputElement) return
  event.preventDefault()
  const pane = document.querySelector('.queue-reading')
  pane?.scrollBy?.({ top: direction * 0.85 * pane.clientHeight })
}

/** On a queue row, Space scrolls the item too: pressing the row would only open the item that is already open. */
export function scrollBySpace(event: ReactKeyboardEvent): void {
  if (event.key === ' ') scrollReading(event.nativeEvent, event.shiftKey ? -1 : 1)
}
