import { useMemo } from 'react'
import { useIsLate } from './useIsLate'

/** Tells the person that a request is slow, once it is, and that pressing again would not send it twice. */
export function LateNotice({ isRunning }: { isRunning: boolean }) {
  const since = useMemo(() => (isRunning ? Date.now() : undefined), [isRunning])
  const isLate = useIsLate(since)
  return (
    <p className="quiet small" role="status">
      {isLate ? 'Still on its way: the server has not answered yet. What you entered is kept.' : null}
    </p>
  )
}
