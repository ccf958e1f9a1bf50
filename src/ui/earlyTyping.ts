const opened = '.ant-modal, .ant-drawer, .ant-popover, .cell-editor'

/** How long to wait for an opening dialog to get the focus, in milliseconds. */
const focusTimeoutMs = 3000
/** How long to wait for a field once the dialog itself has the focus, in milliseconds. */
const fieldTimeoutMs = 400

/**
 * Passes text typed while a dialog's code was loading to the dialog's focused element: to a field as its text, to a
 * dialog without a field as key presses. Text typed outside of a dialog has no effect.
 */
export function giveEarlyTyping(text: string): void {
  let pause: ReturnType<typeof setTimeout> | undefined
  const stop = () => {
    clearTimeout(end)
    clearTimeout(pause)
    document.removeEventListener('focusin', look)
  }
  const look = ({ target }: { target: EventTarget | null }) => {
    if (!(target instanceof HTMLElement) || !target.closest(opened)) return
    clearTimeout(pause)
    if (isField(target)) {
      stop()
      // A field may select its text right after it gets the focus; the typed text then replaces the selection, as
      // typing does.
      queueMicrotask(() => write(target, text))
    } else if (target.closest('.ant-modal')) {
      pause = setTimeout(() => {
        stop()
        for (const key of text)
          target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
      }, fieldTimeoutMs)
    }
  }
  const end = setTimeout(stop, focusTimeoutMs)
  document.addEventListener('focusin', look)
}

function isField(target: HTMLElement): target is HTMLInputElement | HTMLTextAreaElement {
  if (target instanceof HTMLTextAreaElement) return true
  return target instanceof HTMLInputElement && /^(text|search|email|tel|url|password)$/.test(target.type)
}

function write(field: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  field.setRangeText(
    text,
    field.selectionStart ?? field.value.length,
    field.selectionEnd ?? field.value.length,
    'end',
  )
  field.dispatchEvent(new Event('input', { bubbles: true }))
}
