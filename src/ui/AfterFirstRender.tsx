import { type ReactNode, Suspense, useDeferredValue, useEffect } from 'react'

/** Whether the console has finished its first complete render. */
let isStarted = false

/**
 * Returns `value`, except in the console's first render, which uses `first` because it is cheaper to render. On a slow
 * computer the list rows appear half a second earlier when menus and toolbars are rendered after them.
 */
export function useAfterFirstRender<Value>(value: Value, first: Value): Value {
  const shown = useDeferredValue(value, isStarted ? value : first)
  useEffect(() => {
    if (shown === value) isStarted = true
  }, [shown, value])
  return shown
}

/**
 * While the console starts, renders its children after the more important content; later, together with everything
 * else. Shows the placeholder until then and while the children's code is loading.
 */
export function AfterFirstRender({
  children,
  placeholder,
}: {
  children: ReactNode
  placeholder?: ReactNode
}) {
  return useAfterFirstRender(true, false) ? (
    <Suspense fallback={placeholder}>{children}</Suspense>
  ) : (
    placeholder
  )
}
