import { useActiveAuthProvider } from '@refinedev/core'
import { useCallback, useRef } from 'react'

/**
 * Returns what tells the session of an error, always the same function: an ended session asks for the password, and a
 * refusal has the roles read anew. Refine's `useOnError` also reads the address anew, too much for each row of a list.
 */
export function useReportError(): (error: unknown) => void {
  const provider = useActiveAuthProvider()
  const auth = useRef(provider)
  auth.current = provider
  return useCallback((error) => void auth.current?.onError?.(error), [])
}
