import { Input } from 'antd'
import type { ClipboardEvent, ComponentPropsWithRef } from 'react'
import { useNotify } from './notify'

type Field = HTMLInputElement | HTMLTextAreaElement

/**
 * For `onPaste` of a field with `maxLength`: refuses a text that does not fit, where the browser would cut its end off
 * without a word. The field stays as it is, and a note says how much there is room for.
 */
export function useWholePaste(): (event: ClipboardEvent<Field>) => void {
  const notify = useNotify()
  return (event) => {
    const { value, maxLength, selectionStart, selectionEnd } = event.target as Field
    const length = event.clipboardData.getData('text').length
    const room = maxLength - value.length + (selectionEnd ?? 0) - (selectionStart ?? 0)
    if (maxLength < 0 || length <= room) return
    event.preventDefault()
    notify.error(undefined, {
      key: 'paste',
      title: 'This text was not pasted',
      detail: `It has ${length} characters, and there is room for ${room} here. Paste it in part.`,
    })
  }
}

/** A field of a line with `maxLength`, into which a text is pasted whole or not at all. */
export function LimitedInput(props: ComponentPropsWithRef<typeof Input>) {
  return <Input {...props} onPaste={useWholePaste()} />
}

/** A field of several lines with `maxLength`, into which a text is pasted whole or not at all. */
export function LimitedTextArea(props: ComponentPropsWithRef<typeof Input.TextArea>) {
  return <Input.TextArea {...props} onPaste={useWholePaste()} />
}
