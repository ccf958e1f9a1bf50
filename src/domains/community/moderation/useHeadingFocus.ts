import { useEffect, useRef } from 'react'
import type { ModerationState } from './state'

/**
 * After a decision the heading of the next item has the focus, so that a screen reader reads on there. Whoever types
 * or is in a dialog keeps the focus where it is.
 */
export function useHeadingFocus({ focus, announcement, dialog }: ModerationState) {
  const before = useRef({ focus, announcement })
  useEffect(() => {
    const { focus: lastFocus, announcement: lastAnnouncement } = before.current
    before.current = { focus, announcement }
    if (dialog || focus === lastFocus || announcement === lastAnnouncement) return
    document.getElementById('mod-item-title')?.focus({ preventScroll: true })
  }, [focus, announcement, dialog])
}
