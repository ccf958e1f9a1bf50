import { useEffect, useRef } from 'react'
import type { QueueState } from './queueState'

/**
 * When the page opens, and after a decision, the heading of the item has the focus, so that a screen reader reads on
 * there and the decisions are as near as each other time; so it has when a question for a reason was left. Whoever
 * types, is in a dialog or elsewhere keeps the focus.
 */
export function useHeadingFocus(
  heading: string,
  { focus, announcement, asking }: Pick<QueueState<unknown>, 'focus' | 'announcement' | 'asking'>,
  isElsewhere = false,
) {
  const before = useRef({ focus, announcement })
  const isOpening = useRef(true)
  // The item may come long after the page: until then each rendering looks for it.
  useEffect(() => {
    if (!isOpening.current || focus === undefined) return
    const element = document.getElementById(heading)
    isOpening.current = element === null && document.activeElement === document.body
    if (!isElsewhere && document.activeElement === document.body) element?.focus({ preventScroll: true })
  })
  useEffect(() => {
    const { focus: lastFocus, announcement: lastAnnouncement } = before.current
    before.current = { focus, announcement }
    if (isElsewhere || focus === lastFocus) return
    // Moved on by keys from within the item that is gone now, nothing has the focus: the next one is read then as well.
    if (announcement === lastAnnouncement && document.activeElement !== document.body) return
    const element = document.getElementById(heading)
    isOpening.current = element === null
    element?.focus({ preventScroll: true })
  }, [heading, focus, announcement, isElsewhere])
  const asked = useRef(asking)
  useEffect(() => {
    const wasAsked = asked.current !== undefined
    asked.current = asking
    // What had the focus is gone with the question.
    if (wasAsked && asking === undefined && !isElsewhere && document.activeElement === document.body)
      document.getElementById(heading)?.focus({ preventScroll: true })
  }, [heading, asking, isElsewhere])
}
