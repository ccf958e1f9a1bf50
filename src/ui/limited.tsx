import { Input } from 'antd'
import type { ClipboardEvent, ComponentPropsWithRef, DragEvent, SyntheticEvent } from 'react'
import { useNotify } from './notify'

type Field = HTMLInputElement | HTMLTextAreaElement

/**
 * For a field with `maxLength`: refuses a pasted or dropped text that does not fit, where the browser would cut off its
 * end without a message. The field stays unchanged, and a notification says how many characters fit.
 */
export function useWhole() {
  const notify = useNotify()
  const refuse = (event: SyntheticEvent<Field>, data: DataTransfer, isDrop: boolean) => {
    const field = event.target as Field
    const { value, maxLength, selectionStart, selectionEnd } = field
    const selected = value.slice(selectionStart ?? 0, selectionEnd ?? 0)
    const text = asStored(data.getData('text'), field)
    // Text dragged within the same field needs no additional room.
    const replaced = !isDrop || (document.activeElement === field && selected === text) ? selected.length : 0
    const room = maxLength - value.length + replaced
    if (maxLength < 0 || text.length <= room) return
    event.preventDefault()
    notify.error(undefined, {
      key: 'paste',
      title: `This text was not ${isDrop ? 'dropped' : 'pasted'} here`,
      detail: `It has ${text.length} characters, and there is room for ${room}. Paste it in part.`,
    })
  }
  return {
    onPaste: (event: ClipboardEvent<Field>) => refuse(event, event.clipboardData, false),
    onDrop: (event: DragEvent<Field>) => refuse(event, event.dataTransfer, true),
  }
}

/** A text as a field stores it: a line break counts as one character, and a single-line field has none. */
function asStored(text: string, field: Field): string {
  return text.replaceAll(/\r\n?|\n/g, field instanceof HTMLTextAreaElement ? '\n' : '')
}

/** A single-line field with `maxLength`, which takes a pasted text completely or not at all. */
export function LimitedInput(props: ComponentPropsWithRef<typeof Input>) {
  return <Input {...props} {...useWhole()} />
}

/** A multi-line field with `maxLength`, which takes a pasted text completely or not at all. */
export function LimitedTextArea(props: ComponentPropsWithRef<typeof Input.TextArea>) {
  return <Input.TextArea {...props} {...useWhole()} />
}
