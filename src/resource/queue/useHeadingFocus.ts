import { useEffect, useRef } from 'react'
import type { QueueState } from './queueState'

/**
 * After a decision the heading of the next item has the focus, so that a screen reader reads on there. Whoever types
 * or is in a dialog keeps the focus where it is.
 */
export function useHeadingFocus(
  heading: string,
  { focus, announcement }: Pick<QueueState<unknown>, 'focus' | 'announcement'>,
  isElsewhere = false,
) {
  const before = useRef({ focus, announcement })
  useEffect(() => {
    const { focus: lastFocus, announcement: lastAnnouncement } = before.current
    before.current = { focus, announcement }
    if (isElsewhere || focus === lastFocus || announcement === lastAnnouncement) return
    document.getElementById(heading)?.focus({ preventScroll: true })
  }, [heading, focus, announcement, isElsewhere])
}
