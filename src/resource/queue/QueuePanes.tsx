import { type ReactNode, useEffect, useRef } from 'react'
import { setStops } from './tabStops'

interface QueuePanesProps {
  /** The pane that a phone shows. */
  pane: 'list' | 'item' | 'side'
  /** The number of panes if there is no side pane. */
  count?: 2
  children: ReactNode
}

/** The panes of a queue's page side by side, each one Tab stop: list, item, decisions, side. */
export function QueuePanes({ pane, count, children }: QueuePanesProps) {
  const panes = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const root = panes.current
    if (!root) return
    const set = () => setStops(root)
    set()
    // Rows, threads and records load after the page, and buttons become enabled without a render, so changes of the DOM
    // are observed.
    const watch = new MutationObserver(set)
    watch.observe(root, {
      childList: true,
      subtree: true,
      attributeFilter: ['disabled', 'data-focused', 'href'],
    })
    return () => watch.disconnect()
  }, [])
  return (
    <div className="queue" ref={panes} data-pane={pane} data-panes={count}>
      {children}
    </div>
  )
}
