import { useLayoutEffect, useRef, useState } from 'react'

// biome-ignore lint/suspicious/noExplicitAny: whatever the functions take
type Handlers = Record<string, (...values: any[]) => unknown>

/**
 * The same functions in every render, each doing what the latest one of its name does: what is given them need not
 * be drawn again because they are new. Call them from events and effects only; the names must not change.
 */
export function useStable<H extends Handlers>(latest: H): H {
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
