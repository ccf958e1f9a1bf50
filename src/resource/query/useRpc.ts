import { useDataProvider } from '@refinedev/core'
import { useMemo } from 'react'
import { createRpc, type Rpc } from '@/supabase/rpc'
import { useReportError } from './useReportError'

/** Calls database functions, without the notifications and retries of Refine's own hooks. */
export function useRpc(): Rpc {
  const provider = useDataProvider()()
  const reportError = useReportError()
  return useMemo(() => {
    const rpc = createRpc(provider) as (...call: unknown[]) => Promise<unknown>
    return (async (...call: unknown[]) => {
      try {
        return await rpc(...call)
      } catch (error) {
        reportError(error)
        throw error
      }
    }) as Rpc
  }, [provider, reportError])
}
