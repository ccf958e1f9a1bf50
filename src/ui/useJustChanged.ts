import { useEffect, useState } from 'react'
import { secondClick } from './useSingleRun'

/**
 * True for a moment after the value changed. A button that means something else from then on takes no click meanwhile:
 * the second one of a double click was meant for what stood there before.
 */
export function useJustChanged(value: unknown): boolean {
  const [known, setKnown] = useState(value)
  useEffect(() => {
    if (Object.is(known, value)) return
    const timer = setTimeout(() => setKnown(value), secondClick)
    return () => clearTimeout(timer)
  }, [known, value])
  return !Object.is(known, value)
}
