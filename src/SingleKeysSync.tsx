import { useList } from '@refinedev/core'
import { useEffect, useEffectEvent } from 'react'
import { useRpc } from './resource/query/useRpc'
import type { TableRow } from './supabase/rows'
import { useNotify } from './ui/notify'
import { keepSingleKeys, takeSingleKeys } from './ui/singleKeys'

/** Stores the person's choice about single-key shortcuts on the server; renders nothing. */
export default function SingleKeysSync({ person }: { person: string }) {
  const rpc = useRpc()
  const notify = useNotify()
  const { result, query } = useList<Pick<TableRow<'staff_preferences'>, 'single_keys'>>({
    resource: 'staff_preferences',
    pagination: { pageSize: 1 },
    meta: { select: 'user_id,single_keys', count: 'none' },
    errorNotification: false,
  })
  const isKnown = query.isSuccess
  const kept = result?.data[0]?.single_keys
  const keep = useEffectEvent((single_keys: boolean) => {
    rpc('choose_single_keys', { single_keys }).catch((error: unknown) =>
      notify.error(error, {
        key: 'single keys',
        title: 'Kept in this browser only',
        detail: 'It could not be kept for other computers. Choose again when the server can be reached.',
      }),
    )
  })
  useEffect(() => {
    // A choice made in this browser before choices were stored on the server is uploaded.
    if (isKnown && takeSingleKeys(person, kept) === false && kept === undefined) keep(false)
  }, [person, isKnown, kept])
  useEffect(() => keepSingleKeys((on) => keep(on)), [])
  return null
}
