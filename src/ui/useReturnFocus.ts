import { useEffect, useRef, useState } from 'react'
import { focusedByPerson } from './states'

/** Where the focus goes when what held it is gone: the record or list that is on top, by its heading. */
function nextPlace(): HTMLElement | null {
  const headings = document.querySelectorAll<HTMLElement>('.ant-drawer-open h1, .ant-drawer-open h2, main h1')
  return headings[0] ?? document.querySelector('main')
}

/**
 * Gives the focus back when the caller, a dialog, goes: to what opened it, or where that is gone too, such as the row of
 * a record that was deleted, to the heading of what is there now. Without it the next key would act from the top of the page.
 */
export function useReturnFocus(): void {
  // As it is drawn first: later it has the focus itself. Its code may just have come, while a field held the focus for it.
  const [opener] = useState(focusedByPerson)
  const isHere = useRef(false)
  useEffect(() => {
    isHere.current = true
    return () => {
      isHere.current = false
      // After whatever takes the dialog's place has taken the focus itself.
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
