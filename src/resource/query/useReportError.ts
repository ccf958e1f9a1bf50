import { useActiveAuthProvider } from '@refinedev/core'
import { useCallback, useRef } from 'react'

/**
 * Returns a stable function that reports an error to the session: an expired session shows the password dialog, and a
 * refusal reloads the roles. Refine's `useOnError` also parses the address again, which is too slow for each row of a
 * list.
 */
export function useReportError(): (error: unknown) => void {
  const provider = useActiveAuthProvider()
  const auth = useRef(provider)
  auth.current = provider
  return useCallback((error) => void auth.current?.onError?.(error), [])
}
