import { draftPrefix } from '../form/unsavedInputs'

/** What was begun about an item and not sent yet, and the key it is sent under: the same until it is sent. */
export interface Draft {
  text: string
  key: string
}

const nameOf = (queue: string, item: string) => `${draftPrefix}queue.${queue}.${item}`

/**
 * Words begun in a queue, by item. They survive closing their panel, going on to other items, leaving the page and a
 * reload, and end with the tab or when the person signs out, as what is typed in forms does.
 */
export const queueDrafts = {
  read(queue: string, item: string): Draft | undefined {
    try {
      const kept: unknown = JSON.parse(sessionStorage.getItem(nameOf(queue, item)) ?? 'null')
      return kept && typeof kept === 'object' && 'text' in kept && 'key' in kept ? (kept as Draft) : undefined
    } catch {
      return undefined
    }
  },
  /** Keeps the words as they are now, and returns them with their key. */
  write(queue: string, item: string, text: string): Draft {
    const draft = { text, key: queueDrafts.read(queue, item)?.key ?? crypto.randomUUID() }
    try {
      sessionStorage.setItem(nameOf(queue, item), JSON.stringify(draft))
    } catch {
      // Storage is full or switched off: the panel itself still holds what was typed.
    }
    return draft
  },
  drop(queue: string, item: string): void {
    try {
      sessionStorage.removeItem(nameOf(queue, item))
    } catch {
      // Without storage nothing was kept.
    }
  },
}
