import { useDataProvider, useOnError } from '@refinedev/core'
import { useCallback } from 'react'
import type { Call } from './operation'

/** Calls functions of the database, without the notes and repeats of Refine's own hooks. */
export function useCall(): Call {
  const provider = useDataProvider()()
  const { mutate: onError } = useOnError()
  return useCallback(
    async <T>(rpc: string, args: object) => {
      if (!provider.custom) throw new Error('The data provider calls no functions.')
      try {
        const { data } = await provider.custom({ url: `rpc/${rpc}`, method: 'post', payload: args })
        return data as T
      } catch (error) {
        // An ended session asks for itself, and a refusal has the roles read anew.
        onError(error)
        throw error
      }
    },
    [provider, onError],
  )
}
