const prefix = 'introalignment-console.mine.'

/** Reads a value that this browser stores for the person who is signed in. */
export function readPersonal(name: string): string | undefined {
  try {
    return localStorage.getItem(prefix + name) ?? undefined
  } catch {
    return undefined
  }
}

/** Stores a value in this browser until the person signs out; removes it when called without a value. */
export function storePersonal(name: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(prefix + name)
    else localStorage.setItem(prefix + name, value)
  } catch {
    // Storage is switched off: the value is read from the server each time.
  }
}

/** Removes everything stored, so that one person's activity is not shown to the next. */
export function clearPersonal(): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key)
  } catch {
    // Storage is switched off, so there is nothing to remove.
  }
  // Export files left behind by a tab that was closed.
  void globalThis.navigator?.storage
    ?.getDirectory?.()
    .then((root) => root.removeEntry('exports', { recursive: true }))
    .catch(() => undefined)
}
