/** From this difference on, people are told that the computer's clock is wrong. In milliseconds. */
const toleratedMs = 2 * 60_000
/** A difference below this is due to network delay rather than to the clock. In milliseconds. */
const unnoticedMs = 2_000

let offset = 0
const listeners = new Set<() => void>()

/**
 * The current time by the server's clock: for windows such as “the last 24 hours”, which a wrong local clock would
 * shift.
 */
export function serverNow(): Date {
  return new Date(Date.now() + offset)
}

/**
 * How far this computer's clock is ahead of the server's in milliseconds (negative if it is behind); 0 if the
 * difference is small.
 */
export function clockError(): number {
  return Math.abs(offset) > toleratedMs ? -offset : 0
}

/**
 * Calls the listener when the measured difference changes, for `useSyncExternalStore`; the returned function
 * unsubscribes.
 */
export function subscribeToClock(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Records a time that the server sent: it was right at some moment between `asked` and now. All in milliseconds. */
export function noteServerTime(time: number, asked: number): void {
  const now = Date.now()
  // The server's time has whole seconds only, so half a second is missing on average. If the local clock was set back
  // in between, the span between request and answer is meaningless.
  const middle = asked <= now ? asked + (now - asked) / 2 : now
  const measured = Math.round(time + 500 - middle)
  const next = Math.abs(measured) < unnoticedMs + (now - asked) / 2 ? 0 : measured
  if (!Number.isFinite(next) || Math.abs(next - offset) < unnoticedMs) return
  offset = next
  for (const listener of [...listeners]) listener()
}
