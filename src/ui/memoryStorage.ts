/** A `Storage` in memory, which lasts until the page is closed. */
function createMemoryStorage(): Storage {
  const kept = new Map<string, string>()
  // `Object.keys` of a storage must return the stored keys.
  return new Proxy(
    {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, String(value)),
      removeItem: (key: string) => void kept.delete(key),
      clear: () => kept.clear(),
      key: (index: number) => [...kept.keys()][index] ?? null,
      get length() {
        return kept.size
      },
    },
    {
      ownKeys: () => [...kept.keys()],
      getOwnPropertyDescriptor: (_, key) =>
        kept.has(String(key)) ? { enumerable: true, configurable: true } : undefined,
    },
  )
}

const replacements = new WeakSet<Storage>()

/** Whether a storage is the in-memory one, whose content is lost when the page is closed. */
export function isReplacement(storage: Storage): boolean {
  return replacements.has(storage)
}

/**
 * Replaces a storage that the browser blocks, as with all cookies blocked, by one in memory: the console works, but
 * asks for the password in each tab.
 */
export function replaceRefusedStorage(): void {
  for (const name of ['localStorage', 'sessionStorage'] as const) {
    try {
      void window[name]
    } catch {
      const value = createMemoryStorage()
      replacements.add(value)
      Object.defineProperty(window, name, { value })
    }
  }
}
