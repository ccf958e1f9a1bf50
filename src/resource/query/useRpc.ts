import { useDataProvider, useOnError } from '@refinedev/core'
import { useMemo, useRef } from 'react'
import { createRpc, type Rpc } from '@/supabase/rpc'

/** Calls functions of the database, without the notes and repeats of Refine's own hooks. */
export function useRpc(): Rpc {
  const provider = useDataProvider()()
  const { mutate } = useOnError()
  const report = useRef(mutate)
  report.current = mutate
  return useMemo(() => {
    const rpc = createRpc(provider) as (...call: unknown[]) => Promise<unknown>
    return (async (...call: unknown[]) => {
      try {
        return await rpc(...call)
      } catch (error) {
        // An ended session asks for itself, and a refusal has the roles read anew.
        report.current(error)
        throw error
      }
    }) as Rpc
  }, [provider])
}
