import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'

/**
 * Reads anew whatever is on screen. A decision in the database may change more tables than the one it names
 * (a payment its invoice, a reply its enrolment), so after one everything shown is asked for again.
 */
export function useRefresh(): () => Promise<void> {
  const client = useQueryClient()
  return useCallback(() => client.invalidateQueries({ refetchType: 'active' }), [client])
}
