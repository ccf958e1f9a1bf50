/** Scrolls the item by most of what is seen of it, so that the last lines read are still there. */
export function scrollReading(event: KeyboardEvent, direction: 1 | -1): void {
  // A box that has the focus is ticked by it.
  if (event.target instanceof HTMLInputElement) return
  event.preventDefault()
  const pane = document.querySelector('.queue-reading')
  pane?.scrollBy?.({ top: direction * 0.85 * pane.clientHeight })
}
