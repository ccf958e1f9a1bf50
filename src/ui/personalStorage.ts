const prefix = 'introalignment-console.mine.'

/** What this browser keeps for the person who is signed in. */
export function readPersonal(name: string): string | undefined {
  try {
    return localStorage.getItem(prefix + name) ?? undefined
  } catch {
    return undefined
  }
}

/** Keeps something in this browser until the person signs out; takes it away without a value. */
export function storePersonal(name: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(prefix + name)
    else localStorage.setItem(prefix + name, value)
  } catch {
    // Storage is switched off: the value is read from the server each time.
  }
}

/** Takes away all that was kept: what one person did is not shown to the next. */
export function clearPersonal(): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key)
  } catch {
    // Storage is switched off, so there is nothing to remove.
  }
  // Files of exports that a tab was closed over.
  void globalThis.navigator?.storage
    ?.getDirectory?.()
    .then((root) => root.removeEntry('exports', { recursive: true }))
    .catch(() => undefined)
}
