import { unsavedPrefix } from '../form/unsavedInputs'

/** What was begun about an item and not sent yet, and the key it is sent under: the same until it is sent. */
export interface UnsentText {
  text: string
  key: string
}

const nameOf = (queue: string, item: string) => `${unsavedPrefix}queue.${queue}.${item}`

/**
 * Words begun in a queue, by item. They survive closing their panel, going on to other items, leaving the page and a
 * reload, and end with the tab or when the person signs out, as what is typed in forms does.
 */
export const unsentTexts = {
  read(queue: string, item: string): UnsentText | undefined {
    try {
      const kept: unknown = JSON.parse(sessionStorage.getItem(nameOf(queue, item)) ?? 'null')
      return kept && typeof kept === 'object' && 'text' in kept && 'key' in kept
        ? (kept as UnsentText)
        : undefined
    } catch {
      return undefined
    }
  },
  /** Keeps the words as they are now, and returns them with their key. */
  write(queue: string, item: string, text: string): UnsentText {
    const unsent = { text, key: unsentTexts.read(queue, item)?.key ?? crypto.randomUUID() }
    try {
      sessionStorage.setItem(nameOf(queue, item), JSON.stringify(unsent))
    } catch {
      // Storage is full or switched off: the panel itself still holds what was typed.
    }
    return unsent
  },
  drop(queue: string, item: string): void {
    try {
      sessionStorage.removeItem(nameOf(queue, item))
    } catch {
      // Without storage nothing was kept.
    }
  },
}
