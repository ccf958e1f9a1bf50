import { ConsoleError, retryRead } from '@/supabase/errors'

/** How often something is asked again before a person is. */
const tries = 5

/** Whether a failure may pass by itself: the server is busy or out of reach. */
function mayPass(error: unknown): boolean {
  return retryRead(0, error)
}

/**
 * Does something that is safe to repeat; where it fails in a way that may pass, again after 1, 2, 4 and 8 seconds.
 * @param pause the length of a second, in milliseconds.
 */
export async function patiently<T>(
  work: () => Promise<T>,
  { signal, pause = 1000 }: { signal: AbortSignal; pause?: number },
): Promise<T> {
  for (let failures = 0; ; failures += 1) {
    signal.throwIfAborted()
    try {
      return await work()
    } catch (error) {
      if (signal.aborted || failures + 1 >= tries || !mayPass(error)) throw error
    }
    await rest(pause * 2 ** failures, signal)
  }
}

function rest(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, milliseconds)
    signal.addEventListener('abort', end)
  })
}

/** Whether something ended because it was called off. */
export function isCalledOff(error: unknown): boolean {
  return error instanceof ConsoleError
    ? error.kind === 'aborted'
    : error instanceof Error && error.name === 'AbortError'
}
