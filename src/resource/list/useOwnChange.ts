import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent } from 'react'

/** Tells when this tab itself has changed rows of a table: lists are invalidated by nothing else. */
export function useOwnChange(table: string, onChange: () => void): void {
  const client = useQueryClient()
  const changed = useEffectEvent(onChange)
  useEffect(
    () =>
      client.getQueryCache().subscribe((event) => {
        if (event.type !== 'updated' || event.action.type !== 'invalidate') return
        const { queryKey } = event.query
        if (queryKey.includes(table) && queryKey.includes('list')) changed()
      }),
    [client, table],
  )
}
