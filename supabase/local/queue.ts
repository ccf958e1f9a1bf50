/** Runs work; the implementation says how many pieces may run at once. */
export type Queue = <T>(work: () => Promise<T>) => Promise<T>

/**
 * A queue that runs one piece of work at a time, in the order of arrival.
 *
 * PGlite is one connection and lite's driver sends plain `BEGIN` on it, so two requests in the same tick would share a
 * transaction and the role set inside it. Everything that uses the database goes through this queue.
 */
export function createQueue(): Queue {
  let tail: Promise<unknown> = Promise.resolve()
  return (work) => {
    const result = tail.then(work)
    tail = result.catch(() => undefined)
    return result
  }
}
