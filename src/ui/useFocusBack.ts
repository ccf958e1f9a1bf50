import { useEffect, useState } from 'react'

/**
 * Gives the focus back to what had it when this was first drawn, once it is gone: a drawer or dialog that is taken out of
 * the page as it closes has no time for that itself, and the keyboard would begin at the top of the page.
 */
export function useFocusBack(): void {
  const [opener] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      // What closes has left the page by now. Where something else has the focus, it keeps it.
      const isLost = document.activeElement === null || document.activeElement === document.body
      if (isLost && opener instanceof HTMLElement && opener.isConnected) opener.focus()
    },
    [opener],
  )
}
