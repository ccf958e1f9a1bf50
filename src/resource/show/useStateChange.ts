import { useUpdate } from '@refinedev/core'
import type { ConsoleError } from '@/supabase/errors'
import { useNotify } from '@/ui/notify'
import type { AnyRow, Resource } from '../define'
import { useRefresh } from '../query/useRefresh'

/** Changes a record's state and reports the result: returns the record, or false if the database refused. */
export function useStateChange(resource: Resource): (row: AnyRow, to: string) => Promise<AnyRow | false> {
  const { mutateAsync } = useUpdate()
  const notify = useNotify()
  const refresh = useRefresh()
  return async (row, to) => {
    try {
      const { data } = await mutateAsync({
        resource: resource.table,
        id: String(row[resource.key]),
        values: { state: to },
        meta: { version: row.updated_at, select: '*' },
        successNotification: false,
        errorNotification: false,
        invalidates: [],
      })
      await refresh()
      const { label = to } = resource.fields.state?.options?.find(({ value }) => value === to) ?? {}
      notify.success({ key: 'state', message: `${resource.title(row)} is ${label.toLowerCase()} now.` })
      return data as AnyRow
    } catch (error) {
      notify.error(error as ConsoleError, { key: 'state', title: 'The state was not changed' })
      await refresh()
      return false
    }
  }
}
