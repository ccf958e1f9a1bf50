import { useKeys } from '@refinedev/core'
import { matchQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent } from 'react'

/** Calls back when this tab itself has changed rows of a table: only such changes invalidate list queries. */
export function useOwnChange(table: string, onChange: () => void): void {
  const client = useQueryClient()
  const { keys } = useKeys()
  const changed = useEffectEvent(onChange)
  const isOfTable = useEffectEvent((query: Parameters<typeof matchQuery>[1]) =>
    matchQuery({ queryKey: keys().data().resource(table).action('list').get() }, query),
  )
  useEffect(
    () =>
      client.getQueryCache().subscribe((event) => {
        if (event.type === 'updated' && event.action.type === 'invalidate' && isOfTable(event.query))
          changed()
      }),
    [client],
  )
}
