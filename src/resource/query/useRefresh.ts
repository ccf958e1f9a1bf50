import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'

/**
 * Refetches everything displayed. A decision in the database may change more tables than the one it names (a payment
 * its invoice, a reply its enrolment), so everything is read again after one.
 */
export function useRefresh(): () => Promise<void> {
  const client = useQueryClient()
  return useCallback(() => client.invalidateQueries({ refetchType: 'active' }), [client])
}
