import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react'

/** Milliseconds between two polls for colleagues' changes; longer if a poll itself takes long. */
const pollEveryMs = 5000

/** Polls while the page is visible, and at once when it becomes visible again or the connection returns. */
export function usePolling(poll: () => Promise<void>): { isDisconnected: boolean; pollNow: () => void } {
  const [isDisconnected, setIsDisconnected] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const isPolling = useRef(false)
  const mounted = useRef(false)
  const pollAndSchedule = useEffectEvent(async () => {
    if (isPolling.current) return
    clearTimeout(timer.current)
    isPolling.current = true
    const began = performance.now()
    try {
      await poll()
      setIsDisconnected(false)
    } catch (caught) {
      setIsDisconnected(isOffline(caught))
    } finally {
      isPolling.current = false
      const pause = Math.max(pollEveryMs, 8 * (performance.now() - began))
      if (mounted.current) {
        timer.current = setTimeout(() => {
          if (document.visibilityState === 'visible') void pollAndSchedule()
        }, pause)
      }
    }
  })

  useEffect(() => {
    mounted.current = true
    const shown = () => {
      if (document.visibilityState === 'visible') void pollAndSchedule()
    }
    void pollAndSchedule()
    document.addEventListener('visibilitychange', shown)
    window.addEventListener('online', shown)
    return () => {
      mounted.current = false
      clearTimeout(timer.current)
      document.removeEventListener('visibilitychange', shown)
      window.removeEventListener('online', shown)
    }
  }, [])
  const pollNow = useCallback(() => void pollAndSchedule(), [])
  return { isDisconnected, pollNow }
}

function isOffline(error: unknown): boolean {
  return error instanceof Object && 'kind' in error && (error.kind === 'offline' || error.kind === 'timeout')
}
