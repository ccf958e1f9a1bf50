import { type ReactNode, Suspense, useDeferredValue, useEffect } from 'react'

/** Whether the console has been drawn once as a whole. */
let isStarted = false

/**
 * The value, or for the first drawing of the console another that is drawn sooner. On a slow computer the rows of a
 * list stand half a second earlier when menus and tools are drawn after them.
 */
export function useAfterFirst<Value>(value: Value, first: Value): Value {
  const shown = useDeferredValue(value, isStarted ? value : first)
  useEffect(() => {
    if (shown === value) isStarted = true
  }, [shown, value])
  return shown
}

/**
 * Draws its children after what matters more, while the console starts; later with everything else. Until then, and
 * while their code is on its way, a placeholder.
 */
export function AfterFirst({ children, placeholder }: { children: ReactNode; placeholder?: ReactNode }) {
  return useAfterFirst(true, false) ? <Suspense fallback={placeholder}>{children}</Suspense> : placeholder
}
