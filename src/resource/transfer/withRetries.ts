import { ConsoleError, retryRead } from '@/supabase/errors'

/** How often something is tried before the person is asked. */
const maxTries = 5
/** The number of tries if the client's timeout is reached: ten minutes in all. */
const maxTriesAfterTimeout = 16

interface RetryOptions {
  signal: AbortSignal
  /** Base delay between retries in milliseconds; tests shorten it. */
  secondMs?: number
  /** Retries after a timeout, too: the work may still be running on the server. */
  retryTimeouts?: boolean
}

/** Runs idempotent work; after a transient failure it retries after 1, 2, 4 and 8 seconds. */
export async function withRetries<T>(
  work: () => Promise<T>,
  { signal, secondMs = 1000, retryTimeouts = false }: RetryOptions,
): Promise<T> {
  for (let failures = 0; ; failures += 1) {
    signal.throwIfAborted()
    try {
      return await work()
    } catch (error) {
      if (signal.aborted || !isRetryable(error, retryTimeouts)) throw error
      const isSlow = error instanceof ConsoleError && error.kind === 'timeout'
      if (failures + 1 >= (isSlow ? maxTriesAfterTimeout : maxTries)) throw error
    }
    await delay(secondMs * Math.min(8, 2 ** failures), signal)
  }
}

function isRetryable(error: unknown, retryTimeouts: boolean): boolean {
  // A timeout with a status comes from the database's own time limit and would happen again.
  const isSlow = error instanceof ConsoleError && error.kind === 'timeout' && error.statusCode === 0
  return retryRead(0, error) || (retryTimeouts && isSlow)
}

function delay(milliseconds: number, signal: AbortSignal): Promise<void> {
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

/** Whether an error only says that the work was cancelled. */
export function isAborted(error: unknown): boolean {
  return error instanceof ConsoleError
    ? error.kind === 'aborted'
    : error instanceof Error && error.name === 'AbortError'
}

/** Whether another try can succeed: a refusal would only be repeated. */
export function canResume(error: unknown): boolean {
  return error instanceof ConsoleError && !['invalid', 'forbidden', 'gone', 'conflict'].includes(error.kind)
}
