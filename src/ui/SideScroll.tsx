import { type ComponentPropsWithoutRef, useRef } from 'react'
import { useScrollEdges } from './useScrollEdges'

/** What may be wider than the page: it scrolls sideways by itself, and fades where more lies out of sight. */
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
