import { useLayoutEffect, useSyncExternalStore } from 'react'
import { setSingleKeys } from './shortcuts'

/** The choice of each person about single-key shortcuts; several people may share a browser. */
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

/** Whether shortcuts without Ctrl, Alt or ⌘ are on for this person (the default), and a function to choose. */
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

/**
 * Takes over the stored choice of the person, made here or on another computer; returns the choice this browser already
 * had.
 */
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

/** Registers a function that stores each choice elsewhere too, until the returned function is called. */
export function keepSingleKeys(keep: (on: boolean) => void): () => void {
  keeper = keep
  return () => {
    keeper = undefined
  }
}

/** Applies this person's choice to all shortcuts while the caller is mounted. */
export function useShortcutsOf(person: string): void {
  const [isOn] = useSingleKeys(person)
  useLayoutEffect(() => {
    setSingleKeys(isOn)
    return () => setSingleKeys(true)
  }, [isOn])
}
