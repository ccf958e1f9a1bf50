import { type KeyboardEvent, type ReactNode, useLayoutEffect, useRef } from 'react'
import { Row } from '@/ui/layout'

/** How far each key leads along the row; the ends by a number that no row reaches. */
const steps: Record<string, number | undefined> = { ArrowLeft: -1, ArrowRight: 1, Home: -99, End: 99 }

/** The decisions of a queue side by side: one stop of the Tab key, so that the last is as near as the first; arrows
 * lead from one to the next. */
export function ActionRow({ label, children }: { label: string; children: ReactNode }) {
  const row = useRef<HTMLDivElement>(null)
  const buttons = () => [...(row.current?.querySelectorAll<HTMLButtonElement>('button:enabled') ?? [])]
  const setStop = (to: Element | null) => {
    const all = buttons()
    const stop = all.find((one) => one === to) ?? all[0]
    for (const one of all) one.tabIndex = one === stop ? 0 : -1
  }
  // Which can be pressed changes with the item.
  useLayoutEffect(() => setStop(document.activeElement))
  const move = (event: KeyboardEvent) => {
    const all = buttons()
    const at = all.indexOf(event.target as HTMLButtonElement)
    const step = steps[event.key]
    if (step === undefined || at < 0) return
    event.preventDefault()
    all[Math.max(0, Math.min(all.length - 1, at + step))]?.focus()
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
