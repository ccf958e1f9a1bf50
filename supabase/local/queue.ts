/** Runs work; how many pieces may run at once is the implementation's promise. */
export type Queue = <T>(work: () => Promise<T>) => Promise<T>

/**
 * A queue that runs one piece of work at a time, in the order of arrival.
 *
 * PGlite is one connection and lite's driver sends plain `BEGIN` on it, so two requests in the same tick
 * would share a transaction and the role set inside it. Everything that touches the database passes here.
 */
export function createQueue(): Queue {
  let tail: Promise<unknown> = Promise.resolve()
  return (work) => {
    const result = tail.then(work)
    tail = result.catch(() => undefined)
    return result
  }
}
