import { type ReactNode, useEffect, useRef } from 'react'
import { setStops } from './tabStops'

interface QueuePanesProps {
  /** Which pane a phone shows. */
  pane: 'list' | 'item' | 'side'
  /** Where nothing stands beside the item. */
  count?: 2
  children: ReactNode
}

/** The panes of a queue's page side by side, each one stop of the Tab key: the list, the item, the decisions, the side. */
export function QueuePanes({ pane, count, children }: QueuePanesProps) {
  const panes = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const root = panes.current
    if (!root) return
    const set = () => setStops(root)
    set()
    // Rows, threads and records come after the page, and buttons become usable without being drawn anew.
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
