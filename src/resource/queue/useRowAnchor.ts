import { useEffect, useLayoutEffect, useRef } from 'react'

/**
 * Keeps the current row at its place on the screen: if rows above it are added or removed, the list scrolls by the same
 * distance. The keyboard focus moves along if it is on a row.
 */
export function useRowAnchor(focus: string | undefined, rows: readonly unknown[]) {
  const list = useRef<HTMLUListElement>(null)
  const place = useRef<{ focus?: string; top?: number }>({})
  // biome-ignore lint/correctness/useExhaustiveDependencies: added or removed rows may have moved the current one
  useLayoutEffect(() => {
    const element = list.current
    const scroller = element?.parentElement
    const row = element?.querySelector<HTMLElement>('[data-focused="true"]')
    if (!scroller || !row) return
    const topOf = () => row.getBoundingClientRect().top - scroller.getBoundingClientRect().top
    if (place.current.focus === focus && place.current.top !== undefined) {
      scroller.scrollTop += topOf() - place.current.top
    } else row.scrollIntoView?.({ block: 'nearest' })
    // If the focus is on a row, it moves to the next current row, whose name a screen reader then announces.
    if (element?.contains(document.activeElement) && document.activeElement?.matches('.queue-row-button'))
      row.querySelector<HTMLElement>('.queue-row-button')?.focus({ preventScroll: true })
    place.current = { focus, top: topOf() }
  }, [focus, rows])
  useEffect(() => {
    const element = list.current
    const scroller = element?.parentElement
    const follow = () => {
      const row = element?.querySelector('[data-focused="true"]')
      if (!row || !scroller) return
      place.current.top = row.getBoundingClientRect().top - scroller.getBoundingClientRect().top
    }
    scroller?.addEventListener('scroll', follow, { passive: true })
    return () => scroller?.removeEventListener('scroll', follow)
  }, [])
  return list
}
