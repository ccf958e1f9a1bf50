import { ConsoleError } from '@/supabase/errors'
import type { AnyRow } from '../define'

/** Why some records were left as they are, and which. */
export interface Refusal {
  reason: string
  code?: string
  details?: string
  ids: readonly string[]
}

/** What a bulk operation did. */
export interface Outcome {
  operation_id: string
  changed: number
  /** Those that already were as wanted. */
  unchanged?: number
  refused: readonly Refusal[]
}

/** One call of a bulk function; `as` is its argument for the operation's id. */
export interface BulkRequest {
  rpc: 'bulk_change' | 'bulk_delete' | 'bulk_call' | 'bulk_undo'
  args: AnyRow
  as?: 'operation' | 'undo'
}

/** Calls a function of the database. */
export type Call = <T>(rpc: string, args: AnyRow) => Promise<T>

/** How long to wait before the outcome is asked for again, in milliseconds. */
const pause = { running: 1500, unreachable: 4000 }

/**
 * Runs a bulk operation under an id made here. Where its answer is lost, the database is asked what became of it, again
 * and again until it says so; `onDoubt` is called meanwhile. It is never sent twice, and one that is said to have never
 * begun cannot begin any more.
 */
export async function perform(
  call: Call,
  { rpc, args, as = 'operation' }: BulkRequest,
  onDoubt: () => void,
): Promise<Outcome> {
  const operation = crypto.randomUUID()
  try {
    return await call<Outcome>(rpc, { ...args, [as]: operation })
  } catch (error) {
    if (!isInDoubt(error)) throw error
    onDoubt()
    return settle(call, operation)
  }
}

async function settle(call: Call, operation: string): Promise<Outcome> {
  while (true) {
    try {
      const answer = await call<Outcome & { status: 'done' | 'running' | 'none' }>('bulk_outcome', {
        operation,
      })
      if (answer.status === 'done') return answer
      if (answer.status === 'none') {
        throw new ConsoleError({
          kind: 'conflict',
          statusCode: 0,
          code: 'none',
          message: 'The connection was lost before anything was done. Nothing was changed; try again.',
        })
      }
      await wait(pause.running)
    } catch (error) {
      if (error instanceof ConsoleError && error.code === 'none') throw error
      // Also where the session ended meanwhile: signing in again answers the question.
      await wait(pause.unreachable)
    }
  }
}

// What Postgres refuses it has rolled back, and a refused token or a full queue kept it from beginning.
function isInDoubt(error: unknown): boolean {
  if (!(error instanceof ConsoleError) || error.code) return false
  return error.kind === 'offline' || error.kind === 'timeout' || error.kind === 'server'
}

/** Ends early where the connection comes back. */
function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer)
      window.removeEventListener('online', go)
      resolve()
    }
    const timer = setTimeout(go, milliseconds)
    window.addEventListener('online', go)
  })
}
