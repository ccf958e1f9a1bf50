import type { RefObject } from 'react'
import { usePlaceholderFocus } from '@/ui/states'

/**
 * Holds text typed by keys or an input method before the palette's code has loaded; gives the focus back afterwards.
 */
export function PaletteOpening({ typed, onClose }: { typed: RefObject<string>; onClose: () => void }) {
  const input = usePlaceholderFocus()
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
