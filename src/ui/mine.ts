const prefix = 'introalignment-console.mine.'

/** What this browser keeps for the person who is signed in. */
export function readMine(name: string): string | undefined {
  try {
    return localStorage.getItem(prefix + name) ?? undefined
  } catch {
    return undefined
  }
}

/** Keeps something in this browser until the person signs out; takes it away without a value. */
export function keepMine(name: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(prefix + name)
    else localStorage.setItem(prefix + name, value)
  } catch {
    // The browser keeps nothing: then it is asked for anew each time.
  }
}

/** Takes away all that was kept: what one person did is not shown to the next. */
export function forgetMine(): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key)
  } catch {
    // Then nothing was kept either.
  }
}
