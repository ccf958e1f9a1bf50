type Key = Pick<KeyboardEvent, 'isComposing' | 'keyCode'>

/**
 * Whether a key belongs to an input method that is still composing, as for Japanese: Enter then takes the suggestion
 * and submits nothing. Safari ends the composition before it tells of the key, and only its code, 229, says so.
 */
export function isComposing(event: Key | { nativeEvent: Key }): boolean {
  const key = 'nativeEvent' in event ? event.nativeEvent : event
  return key.isComposing || key.keyCode === 229
}

function keepFromPage(event: KeyboardEvent): void {
  if (isComposing(event)) event.stopPropagation()
}

/**
 * Keeps keys of an input method from whatever listens below the window: forms, dialogs, lists and shortcuts, ours and
 * those of libraries. The input method itself and the text field are not touched. Returns how to end it.
 */
export function guardComposition(): () => void {
  window.addEventListener('keydown', keepFromPage, true)
  return () => window.removeEventListener('keydown', keepFromPage, true)
}
