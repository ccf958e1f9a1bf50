import { ConsoleError, retryRead } from '@/supabase/errors'

/** How often something is asked again before a person is. */
const tries = 5
/** The same for an answer that takes longer than the client waits: ten minutes in all. */
const triesWhenSlow = 16

interface Patience {
  signal: AbortSignal
  /** The length of a second, in milliseconds. */
  pause?: number
  /** Also where no answer came in time: it may still be under way, and is waited for. */
  unanswered?: boolean
}

/** Does something that is safe to repeat; where it fails in a way that may pass, again after 1, 2, 4 and 8 seconds. */
export async function patiently<T>(
  work: () => Promise<T>,
  { signal, pause = 1000, unanswered = false }: Patience,
): Promise<T> {
  for (let failures = 0; ; failures += 1) {
    signal.throwIfAborted()
    try {
      return await work()
    } catch (error) {
      if (signal.aborted || !mayPass(error, unanswered)) throw error
      const isSlow = error instanceof ConsoleError && error.kind === 'timeout'
      if (failures + 1 >= (isSlow ? triesWhenSlow : tries)) throw error
    }
    await rest(pause * Math.min(8, 2 ** failures), signal)
  }
}

function mayPass(error: unknown, unanswered: boolean): boolean {
  // With a status, the database itself gave up at its time limit, and would again.
  const isSlow = error instanceof ConsoleError && error.kind === 'timeout' && error.statusCode === 0
  return retryRead(0, error) || (unanswered && isSlow)
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

/** Whether a person may have it tried again as it is: what was refused is refused again. */
export function canGoOn(error: unknown): boolean {
  return error instanceof ConsoleError && !['invalid', 'forbidden', 'gone', 'conflict'].includes(error.kind)
}
