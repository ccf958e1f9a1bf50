const opened = '.ant-modal, .ant-drawer, .ant-popover, .cell-editor'

/** How long what opens may take until it has the focus. Milliseconds. */
const longest = 3000
/** How long a field is waited for once the window itself has it. Milliseconds. */
const fieldPause = 400

/**
 * Gives what was typed while the code of a dialog was on its way to what has the focus there: to a field as its text, to
 * a window without one as its keys. Outside of it nothing of it does anything.
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
      // What is there may be selected right after it has the focus: it is written over then, as by typing.
      queueMicrotask(() => write(target, text))
    } else if (target.closest('.ant-modal')) {
      pause = setTimeout(() => {
        stop()
        for (const key of text)
          target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
      }, fieldPause)
    }
  }
  const end = setTimeout(stop, longest)
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
