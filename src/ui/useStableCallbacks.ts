import { useLayoutEffect, useRef, useState } from 'react'

// biome-ignore lint/suspicious/noExplicitAny: the functions may take any arguments
type Handlers = Record<string, (...values: any[]) => unknown>

/**
 * Functions that keep their identity in every render and call their latest versions, so that memoised components do not
 * render again because a callback is new. Call them from events and effects only; the names must not change.
 */
export function useStableCallbacks<H extends Handlers>(latest: H): H {
  const current = useRef(latest)
  useLayoutEffect(() => {
    current.current = latest
  })
  const [stable] = useState(
    () =>
      Object.fromEntries(
        Object.keys(latest).map((name) => [
          name,
          (...values: unknown[]) => current.current[name]?.(...values),
        ]),
      ) as H,
  )
  return stable
}
