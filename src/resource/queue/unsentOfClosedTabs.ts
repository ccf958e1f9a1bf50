import { isUnsent, type OutboxEntry } from './outboxEntries'

/** Identifies this page load; a reload gets a new id. */
const page = crypto.randomUUID()
const nameOf = (id: string) => `introalignment.page.${id}`

/** Longer than any open page leaves a decision unsent without a retry, in milliseconds. */
const abandonedAfterMs = 10 * 60_000

let isHeld = false

/** Holds a lock until this page is closed, which shows other tabs that it is open. */
function holdPage(): void {
  if (isHeld) return
  isHeld = true
  void globalThis.navigator?.locks?.request(nameOf(page), () => new Promise(() => undefined))
}

const prefixOf = (storageKey: string) => `${storageKey}.left.`

/** Also stores an outbox's unsent decisions where the next tab finds them, until they are sent. */
export function storeUnsent(
  storageKey: string,
  sent: readonly OutboxEntry[],
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
    // Without storage the decisions last until the tab is closed, and the person is warned when closing it.
  }
}

/**
 * Takes over what closed pages left unsent. If two tabs take the same decision, its idempotency key prevents applying
 * it twice.
 */
export async function takeUnsentOfClosedTabs<S extends OutboxEntry>(
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
      if (!alive && left.some(({ at }) => now - at < abandonedAfterMs)) return []
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
