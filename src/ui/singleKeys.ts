import { useLayoutEffect, useSyncExternalStore } from 'react'
import { setSingleKeys } from './shortcuts'

/** Of each person who chose, whether single keys do something; people may share a browser. */
const storageKey = 'introalignment.single-keys'

// Without storage (a locked-down browser) the choice still holds until the tab is closed.
let unstored: Record<string, boolean> = {}
const listeners = new Set<() => void>()

function read(): Record<string, boolean> {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(storageKey) ?? 'null')
    return value && typeof value === 'object' ? (value as Record<string, boolean>) : unstored
  } catch {
    return unstored
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', listener)
  }
}

/** Whether keys without Ctrl, Alt or ⌘ do something for this person, and how they choose; usually they do. */
export function useSingleKeys(person: string): [isOn: boolean, choose: (on: boolean) => void] {
  const isOn = useSyncExternalStore(subscribe, () => read()[person] !== false)
  return [
    isOn,
    (on) => {
      takeSingleKeys(person, on)
      keeper?.(on)
    },
  ]
}

/** Takes over what the person chose, here or on another computer; returns what is known of it in this browser. */
export function takeSingleKeys(person: string, on: boolean | undefined): boolean | undefined {
  const known = read()
  if (on === undefined || on === known[person]) return known[person]
  unstored = { ...known, [person]: on }
  try {
    localStorage.setItem(storageKey, JSON.stringify(unstored))
  } catch {
    // Kept in memory above.
  }
  for (const listener of listeners) listener()
  return on
}

let keeper: ((on: boolean) => void) | undefined

/** Has what is chosen also kept elsewhere, until the returned function is called. */
export function keepSingleKeys(keep: (on: boolean) => void): () => void {
  keeper = keep
  return () => {
    keeper = undefined
  }
}

/** Lets all shortcuts go by what this person chose, for as long as they are signed in. */
export function useShortcutsOf(person: string): void {
  const [isOn] = useSingleKeys(person)
  useLayoutEffect(() => {
    setSingleKeys(isOn)
    return () => setSingleKeys(true)
  }, [isOn])
}
