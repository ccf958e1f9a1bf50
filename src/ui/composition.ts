type Key = Pick<KeyboardEvent, 'isComposing' | 'keyCode'>

/**
 * Whether a key belongs to an input method (IME) that is still composing, as for Japanese: Enter then accepts the
 * suggestion and submits nothing. Safari ends the composition before it sends the key event, so only the key code 229
 * identifies it.
 */
export function isComposing(event: Key | { nativeEvent: Key }): boolean {
  const key = 'nativeEvent' in event ? event.nativeEvent : event
  return key.isComposing || key.keyCode === 229
}

function keepFromPage(event: KeyboardEvent): void {
  if (isComposing(event)) event.stopPropagation()
}

/**
 * Hides key events of an input method (IME) from all listeners below the window: forms, dialogs, lists and shortcuts,
 * ours and those of libraries. The input method itself and the text field still work. Returns a function that stops it.
 */
export function guardComposition(): () => void {
  window.addEventListener('keydown', keepFromPage, true)
  return () => window.removeEventListener('keydown', keepFromPage, true)
}
