import { unsavedPrefix } from '../form/unsavedInputs'

/** An unsent text about an item, and its idempotency key, which stays the same until it is sent. */
export interface UnsentText {
  text: string
  key: string
}

const nameOf = (queue: string, item: string) => `${unsavedPrefix}queue.${queue}.${item}`

/**
 * Unsent texts of a queue, by item. They survive closing the panel, moving to other items, leaving the page and a
 * reload, and are removed when the tab is closed or the person signs out, like unsaved form input.
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
  /** Stores the current text, and returns it with its key. */
  write(queue: string, item: string, text: string): UnsentText {
    const unsent = { text, key: unsentTexts.read(queue, item)?.key ?? crypto.randomUUID() }
    try {
      sessionStorage.setItem(nameOf(queue, item), JSON.stringify(unsent))
    } catch {
      // Storage is full or switched off: the panel itself still holds the text.
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
