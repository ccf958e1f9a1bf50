import { useEffect, useState } from 'react'
import { doubleClickGuardMs } from './useSingleRun'

/**
 * True for a moment after the value changed. A button whose meaning has just changed ignores clicks meanwhile: the
 * second click of a double click was meant for the previous button.
 */
export function useJustChanged(value: unknown): boolean {
  const [known, setKnown] = useState(value)
  useEffect(() => {
    if (Object.is(known, value)) return
    const timer = setTimeout(() => setKnown(value), doubleClickGuardMs)
    return () => clearTimeout(timer)
  }, [known, value])
  return !Object.is(known, value)
}
