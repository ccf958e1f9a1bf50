import { type RefObject, useLayoutEffect, useRef } from 'react'

/** Takes what is typed, by keys or an input method, before the palette's code is here; gives the focus back when it is. */
export function PaletteOpening({ typed, onClose }: { typed: RefObject<string>; onClose: () => void }) {
  const input = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => {
    const before = document.activeElement
    input.current?.focus({ preventScroll: true })
    return () => {
      if (before instanceof HTMLElement) before.focus({ preventScroll: true })
    }
  }, [])
  return (
    <input
      ref={input}
      className="visually-hidden"
      data-dialog-opening
      aria-label="Search or jump to"
      autoComplete="off"
      onChange={(event) => {
        typed.current = event.target.value
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose()
      }}
    />
  )
}
