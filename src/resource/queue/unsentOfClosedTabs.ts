import { isUnsent, type Sent } from './sent'

/** Names this page for as long as it lives; a reload is another one. */
const page = crypto.randomUUID()
const nameOf = (id: string) => `introalignment.page.${id}`

/** Longer than any page keeps a decision unsent without a try. Milliseconds. */
const surelyLeft = 10 * 60_000

let isHeld = false

/** Holds a lock until this page is closed, by which others see that it lives. */
function holdPage(): void {
  if (isHeld) return
  isHeld = true
  void globalThis.navigator?.locks?.request(nameOf(page), () => new Promise(() => undefined))
}

const prefixOf = (storageKey: string) => `${storageKey}.left.`

/** What of an outbox is not sent yet also lies where the next tab finds it, until it is sent. */
export function storeUnsent(
  storageKey: string,
  sent: readonly Sent[],
  storage: Storage = localStorage,
): void {
  const name = prefixOf(storageKey) + page
  const unsent = sent.filter(isUnsent)
  try {
    if (unsent.length > 0) {
      holdPage()
      storage.setItem(name, JSON.stringify(unsent))
    } else storage.removeItem(name)
  } catch {
    // Without storage it holds until the tab is closed, and closing it is warned of.
  }
}

/** Takes what pages that are closed by now left unsent. Where two take the same, its key keeps it from being done twice. */
export async function takeUnsentOfClosedTabs<S extends Sent>(
  storageKey: string,
  storage: Storage = localStorage,
  now = Date.now(),
): Promise<S[]> {
  const prefix = prefixOf(storageKey)
  const names = namesIn(storage).filter((name) => name.startsWith(prefix) && name !== prefix + page)
  if (names.length === 0) return []
  const locks = await globalThis.navigator?.locks?.query()
  const alive = locks && new Set(locks.held?.map(({ name }) => name))
  return names.flatMap((name): S[] => {
    if (alive?.has(nameOf(name.slice(prefix.length)))) return []
    try {
      const left = JSON.parse(storage.getItem(name) ?? '[]') as S[]
      if (!alive && left.some(({ at }) => now - at < surelyLeft)) return []
      storage.removeItem(name)
      return left
    } catch {
      return []
    }
  })
}

function namesIn(storage: Storage): string[] {
  try {
    return Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? '')
  } catch {
    return []
  }
}
