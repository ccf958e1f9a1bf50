import { useEffect, useState } from 'react'
import { durationText } from '../fields/number'

/** How long something has been running, as text; stops counting when it ends. */
export function useElapsed(isRunning: boolean): string {
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    if (!isRunning) return
    const timer = setInterval(() => setSeconds((before) => before + 1), 1000)
    return () => clearInterval(timer)
  }, [isRunning])
  return seconds === 0 ? '0 s' : durationText(seconds * 1000)
}

/** Warns before the tab is closed while something is running. */
export function useUnloadWarning(isRunning: boolean): void {
  useEffect(() => {
    if (!isRunning) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [isRunning])
}
