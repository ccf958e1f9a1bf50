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

/**
 * Puts a storage of this page in the place of one that the browser refuses, as with all cookies blocked: the console
 * works, and asks for the password in each tab.
 */
export function replaceRefusedStorage(): void {
  for (const name of ['localStorage', 'sessionStorage'] as const) {
    try {
      window[name].length
    } catch {
      Object.defineProperty(window, name, { value: createMemoryStorage() })
    }
  }
}
