import { useEffect, useRef } from 'react'
import type { QueueState } from './queueState'

/**
 * Focuses the item's heading when the page opens, after a decision and after a question for a reason is closed, so that
 * a screen reader continues there and the decisions are equally near each time. The focus is not moved while somebody
 * types, is in a dialog or elsewhere.
 */
export function useHeadingFocus(
  heading: string,
  { focus, announcement, asking }: Pick<QueueState<unknown>, 'focus' | 'announcement' | 'asking'>,
  isElsewhere = false,
) {
  const before = useRef({ focus, announcement })
  const isOpening = useRef(true)
  // The item may load long after the page: until then each render looks for the heading.
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
    // If the person moved on by keys from inside the previous item, nothing has the focus: the new heading is focused
    // then too.
    if (announcement === lastAnnouncement && document.activeElement !== document.body) return
    const element = document.getElementById(heading)
    isOpening.current = element === null
    element?.focus({ preventScroll: true })
  }, [heading, focus, announcement, isElsewhere])
  const asked = useRef(asking)
  useEffect(() => {
    const wasAsked = asked.current !== undefined
    asked.current = asking
    // The focused element was removed together with the question.
    if (wasAsked && asking === undefined && !isElsewhere && document.activeElement === document.body)
      document.getElementById(heading)?.focus({ preventScroll: true })
  }, [heading, asking, isElsewhere])
}
