import { useEffect, useRef, useState } from 'react'
import { focusedByPerson } from './states'

/** Where the focus goes when the focused element is gone: the heading of the record or list on top. */
function nextPlace(): HTMLElement | null {
  const headings = document.querySelectorAll<HTMLElement>('.ant-drawer-open h1, .ant-drawer-open h2, main h1')
  return headings[0] ?? document.querySelector('main')
}

/**
 * Returns the focus when the caller, a dialog, is unmounted: to the element that opened it, or, where that is gone
 * (such as the row of a deleted record), to the heading of the current page. Otherwise the focus would fall back to the
 * start of the page.
 */
export function useReturnFocus(): void {
  // Read in the first render: later the dialog itself has the focus. If its code has just loaded, a placeholder field
  // may hold the focus for it.
  const [opener] = useState(focusedByPerson)
  const isHere = useRef(false)
  useEffect(() => {
    isHere.current = true
    return () => {
      isHere.current = false
      // Waits until whatever replaces the dialog has taken the focus itself.
      setTimeout(() => {
        const { activeElement, body } = document
        if (isHere.current || (activeElement && activeElement !== body && activeElement.isConnected)) return
        const isThere =
          opener instanceof HTMLElement &&
          opener !== body &&
          opener.isConnected &&
          !opener.closest('.ant-dropdown, .ant-modal, [disabled]')
        const target = isThere ? opener : nextPlace()
        if (!target) return
        if (!isThere && !target.hasAttribute('tabindex')) target.tabIndex = -1
        target.focus({ preventScroll: true })
      })
    }
  }, [opener])
}
