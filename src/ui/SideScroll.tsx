import { type ComponentPropsWithoutRef, useRef } from 'react'
import { useScrollEdges } from './useScrollEdges'

/**
 * Wraps content that may be wider than the page: it scrolls sideways on its own and fades at an edge that hides more.
 */
export function SideScroll({
  className,
  ...props
}: ComponentPropsWithoutRef<'div'> & { 'data-stale'?: boolean }) {
  const scroller = useRef<HTMLDivElement>(null)
  useScrollEdges(scroller)
  return (
    <div ref={scroller} className={className ? `figures-scroll ${className}` : 'figures-scroll'} {...props} />
  )
}
