import { useCallback, useRef, useState } from 'react'

/** The double-click delay in milliseconds: a second click within this time is not a new command. */
export const doubleClickGuardMs = 900

/** Runs a function unless it is running already or was done a moment ago. A result of `false` means that it failed. */
export type SingleRun = (act: () => Promise<unknown>, key?: string) => Promise<void>

/**
 * Makes one click one action: a repeated call while it runs, or just after it succeeded, counts as the same click. A
 * failed action may be tried again at once. Actions with different keys do not wait for each other.
 */
export function createSingleRun(onChange: (isRunning: boolean) => void = () => {}): SingleRun {
  const busy = new Set<string>()
  const doneAt = new Map<string, number>()
  return async (act, key = '') => {
    if (
      busy.has(key) ||
      performance.now() - (doneAt.get(key) ?? Number.NEGATIVE_INFINITY) < doubleClickGuardMs
    )
      return
    busy.add(key)
    onChange(true)
    try {
      if ((await act()) === false) doneAt.delete(key)
      else doneAt.set(key, performance.now())
    } finally {
      busy.delete(key)
      onChange(busy.size > 0)
    }
  }
}

/** A {@link SingleRun} for this caller only, and whether it is running something. */
export function useSingleRun(): [run: SingleRun, isRunning: boolean] {
  const [isRunning, setRunning] = useState(false)
  const single = useRef<SingleRun>(undefined)
  const run = useCallback<SingleRun>((act, key) => {
    single.current ??= createSingleRun(setRunning)
    return single.current(act, key)
  }, [])
  return [run, isRunning]
}
