import { useMemo } from 'react'
import { useIsLate } from './useIsLate'

/** Says that the answer takes its time, once it does; nothing is done twice meanwhile. */
export function LateNotice({ isRunning }: { isRunning: boolean }) {
  const since = useMemo(() => (isRunning ? Date.now() : undefined), [isRunning])
  const isLate = useIsLate(since)
  return (
    <p className="quiet small" role="status">
      {isLate ? 'Still on its way: the server has not answered yet. What you entered is kept.' : null}
    </p>
  )
}
