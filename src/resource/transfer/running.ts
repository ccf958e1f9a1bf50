import { useEffect, useState } from 'react'
import { durationText } from '../fields/number'

/** How long something has been running, in words; it stands still when that ends. */
export function useElapsed(isRunning: boolean): string {
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    if (!isRunning) return
    const timer = setInterval(() => setSeconds((before) => before + 1), 1000)
    return () => clearInterval(timer)
  }, [isRunning])
  return seconds === 0 ? '0 s' : durationText(seconds * 1000)
}

/** Asks before the tab is closed while something runs. */
export function useStayAsk(isRunning: boolean): void {
  useEffect(() => {
    if (!isRunning) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [isRunning])
}
