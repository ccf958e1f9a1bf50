import { useCallback, useRef, useState } from 'react'

/** A second click of a double click, or of an impatient hand, comes within this time, in milliseconds. */
export const secondClick = 900

/** Runs something unless it is under way, or was done a moment ago. `false` of it says that it failed. */
export type SingleRun = (act: () => Promise<unknown>, key?: string) => Promise<void>

/**
 * One click is one act: what is asked for again while it runs, or just after it succeeded, is the same click. What failed
 * may be tried again at once. Acts of different keys do not wait for each other.
 */
export function createSingleRun(onChange: (isRunning: boolean) => void = () => {}): SingleRun {
  const busy = new Set<string>()
  const doneAt = new Map<string, number>()
  return async (act, key = '') => {
    if (busy.has(key) || performance.now() - (doneAt.get(key) ?? Number.NEGATIVE_INFINITY) < secondClick)
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

/** A {@link SingleRun} of the caller's own, and whether it is running something. */
export function useSingleRun(): [run: SingleRun, isRunning: boolean] {
  const [isRunning, setRunning] = useState(false)
  const single = useRef<SingleRun>(undefined)
  const run = useCallback<SingleRun>((act, key) => {
    single.current ??= createSingleRun(setRunning)
    return single.current(act, key)
  }, [])
  return [run, isRunning]
}
