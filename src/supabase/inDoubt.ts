import { ConsoleError } from './errors'

/**
 * Whether what was asked for may be done although no answer to it came. What Postgres refuses it has rolled back, and a
 * refused token or a full queue kept it from beginning.
 */
export function isInDoubt(error: unknown): boolean {
  if (!(error instanceof ConsoleError) || error.code) return false
  return error.kind === 'offline' || error.kind === 'timeout' || error.kind === 'server'
}
