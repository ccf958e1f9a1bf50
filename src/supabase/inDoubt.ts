import { ConsoleError } from './errors'

/**
 * Whether a failed write may have been executed although its answer was lost. An error from Postgres means that it was
 * rolled back; a refused token or a full queue means that it never began.
 */
export function isInDoubt(error: unknown): boolean {
  if (!(error instanceof ConsoleError) || error.code) return false
  return error.kind === 'offline' || error.kind === 'timeout' || error.kind === 'server'
}
