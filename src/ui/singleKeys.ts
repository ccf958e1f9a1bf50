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
  const choose = (on: boolean) => {
    unstored = { ...read(), [person]: on }
    try {
      localStorage.setItem(storageKey, JSON.stringify(unstored))
    } catch {
      // Kept in memory above.
    }
    for (const listener of listeners) listener()
  }
  return [isOn, choose]
}

/** Lets all shortcuts go by what this person chose, for as long as they are signed in. */
export function useShortcutsOf(person: string): void {
  const [isOn] = useSingleKeys(person)
  useLayoutEffect(() => {
    setSingleKeys(isOn)
    return () => setSingleKeys(true)
  }, [isOn])
}
