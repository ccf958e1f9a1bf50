import type { RefObject } from 'react'
import { useFocusMeanwhile } from '@/ui/states'

/** Takes what is typed, by keys or an input method, before the palette's code is here; gives the focus back when it is. */
export function PaletteOpening({ typed, onClose }: { typed: RefObject<string>; onClose: () => void }) {
  const input = useFocusMeanwhile()
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
