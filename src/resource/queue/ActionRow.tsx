import { type KeyboardEvent, type ReactNode, useLayoutEffect, useRef } from 'react'
import { Row } from '@/ui/layout'

/** Where each key moves to in the row, starting from a button's index; outside the row there is nothing. */
const places: Record<string, (at: number, count: number) => number> = {
  ArrowLeft: (at) => at - 1,
  ArrowRight: (at) => at + 1,
  Home: () => 0,
  End: (_, count) => count - 1,
}

/**
 * The decision buttons of a queue, side by side: one Tab stop for all, with arrow keys between them (roving tabindex).
 */
export function ActionRow({ label, children }: { label: string; children: ReactNode }) {
  const row = useRef<HTMLDivElement>(null)
  const buttons = () => [...(row.current?.querySelectorAll<HTMLButtonElement>('button:enabled') ?? [])]
  const setStop = (to: Element | null) => {
    const all = buttons()
    const stop = all.find((one) => one === to) ?? all[0]
    for (const one of all) one.tabIndex = one === stop ? 0 : -1
  }
  // Which buttons are enabled changes with the item.
  useLayoutEffect(() => setStop(document.activeElement))
  const move = (event: KeyboardEvent) => {
    const all = buttons()
    const at = all.indexOf(event.target as HTMLButtonElement)
    const next = at < 0 ? undefined : all[places[event.key]?.(at, all.length) ?? -1]
    // Keys beyond the row, such as to the undo button, are handled by the page.
    if (!next) return
    event.preventDefault()
    next.focus()
  }
  return (
    <Row
      ref={row}
      gap={8}
      align="stretch"
      wrap
      className="queue-actions"
      role="toolbar"
      aria-label={label}
      onKeyDown={move}
      onFocus={(event) => setStop(event.target)}
      onBlur={(event) => setStop(event.relatedTarget)}
    >
      {children}
    </Row>
  )
}
