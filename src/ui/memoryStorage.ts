/** Keeps texts as long as the page is there. */
function createMemoryStorage(): Storage {
  const kept = new Map<string, string>()
  // `Object.keys` of a storage names what it holds.
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

/** Whether what is stored there ends with this page. */
export function isReplacement(storage: Storage): boolean {
  return replacements.has(storage)
}

/**
 * Puts a storage of this page in the place of one that the browser refuses, as with all cookies blocked: the console
 * works, and asks for the password in each tab.
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
