/** Beyond this, people are told that the computer's clock is wrong. Milliseconds. */
const tolerated = 2 * 60_000
/** Below this, a difference says more about the way of the answer than about the clock. Milliseconds. */
const unnoticed = 2_000

let offset = 0
const listeners = new Set<() => void>()

/** The time as the server has it: for windows such as “the last 24 hours”, which a wrong clock would shift. */
export function serverNow(): Date {
  return new Date(Date.now() + offset)
}

/** How far this computer's clock is ahead of the server's in milliseconds (behind: negative); 0 where it is about right. */
export function clockError(): number {
  return Math.abs(offset) > tolerated ? -offset : 0
}

/** Calls back when the known difference changes, for `useSyncExternalStore`; the returned function ends it. */
export function subscribeToClock(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Notes a time that the server gave: it was right at some moment between `asked` and now. All in milliseconds. */
export function noteServerTime(time: number, asked: number): void {
  const now = Date.now()
  // The answer says seconds only, so half of one is missing on average; a clock set in between makes the span useless.
  const middle = asked <= now ? asked + (now - asked) / 2 : now
  const measured = Math.round(time + 500 - middle)
  const next = Math.abs(measured) < unnoticed + (now - asked) / 2 ? 0 : measured
  if (!Number.isFinite(next) || Math.abs(next - offset) < unnoticed) return
  offset = next
  for (const listener of [...listeners]) listener()
}
