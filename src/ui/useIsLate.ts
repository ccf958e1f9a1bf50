import { useEffect, useState } from 'react'

/** So long something may be on its way before that is said. Milliseconds. */
const lateAfter = 5000

/** Whether what began at `since` takes longer than people expect; `undefined` while nothing is on its way. */
export function useIsLate(since: number | undefined): boolean {
  const [late, setLate] = useState<number>()
  useEffect(() => {
    if (since === undefined) return
    const timer = setTimeout(() => setLate(since), Math.max(0, since + lateAfter - Date.now()))
    return () => clearTimeout(timer)
  }, [since])
  return since !== undefined && late === since
}
