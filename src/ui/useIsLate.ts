import { useEffect, useState } from 'react'

/** How long a request may take before the person is told, in milliseconds. */
const lateAfterMs = 5000

/**
 * Whether a request that began at `since` takes longer than people expect; `since` is undefined while none is running.
 */
export function useIsLate(since: number | undefined): boolean {
  const [late, setLate] = useState<number>()
  useEffect(() => {
    if (since === undefined) return
    const timer = setTimeout(() => setLate(since), Math.max(0, since + lateAfterMs - Date.now()))
    return () => clearTimeout(timer)
  }, [since])
  return since !== undefined && late === since
}
