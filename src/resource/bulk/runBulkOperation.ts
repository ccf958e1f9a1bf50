import { ConsoleError } from '@/supabase/errors'
import { isInDoubt } from '@/supabase/inDoubt'
import type { ArgsOf, Rpc } from '@/supabase/rpc'
import { type BulkOutcome, bulkOutcome, bulkStatus } from './results'

type BulkFunction = 'bulk_change' | 'bulk_delete' | 'bulk_call' | 'bulk_undo'

/** One call of a bulk function; `idArgument` is its argument for the operation's id. */
export type BulkRequest = {
  [N in BulkFunction]: { rpc: N; args: ArgsOf<N>; idArgument?: keyof ArgsOf<N> & string }
}[BulkFunction]

/** How long to wait before querying the status again, in milliseconds. */
const pause = { running: 1500, unreachable: 4000 }

/**
 * Runs a bulk operation under an id made here. If its answer is lost, the operation's status is polled until it is
 * known; `onDoubt` is called meanwhile. The operation is never sent twice, and once the database reports that it never
 * began, it cannot begin later.
 */
export async function runBulkOperation(
  call: Rpc,
  { rpc, args, idArgument = 'operation' }: BulkRequest,
  onDoubt: () => void,
): Promise<BulkOutcome> {
  const operation = crypto.randomUUID()
  try {
    return await call(rpc, { ...args, [idArgument]: operation } as ArgsOf<BulkFunction>, {
      result: bulkOutcome,
    })
  } catch (error) {
    if (!isInDoubt(error)) throw error
    onDoubt()
    return awaitOutcome(call, operation)
  }
}

async function awaitOutcome(call: Rpc, operation: string): Promise<BulkOutcome> {
  while (true) {
    try {
      const answer = await call('bulk_outcome', { operation }, { result: bulkStatus })
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
      // Also if the session expired meanwhile: after signing in again the status can be read.
      await wait(pause.unreachable)
    }
  }
}

/** Ends early when the connection comes back. */
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
