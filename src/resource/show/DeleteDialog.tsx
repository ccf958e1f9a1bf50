import { useDelete } from '@refinedev/core'
import { Modal } from 'antd'
import { useState } from 'react'
import type { ConsoleError } from '@/supabase/errors'
import { useNotify } from '@/ui/notify'
import type { AnyRow, Resource } from '../define'
import { useEntries } from '../entries'
import { FormError } from '../form/FormError'
import { forgetRecent } from '../search/recent'
import { useRefresh } from './useRefresh'

interface DeleteDialogProps {
  resource: Resource
  row: AnyRow
  onClose: () => void
  onDeleted: () => void
}

/** Asks before a record is deleted, and says what refused it. */
export function DeleteDialog({ resource, row, onClose, onDeleted }: DeleteDialogProps) {
  const [error, setError] = useState<ConsoleError>()
  const { mutateAsync, mutation } = useDelete()
  const { staff } = useEntries()
  const notify = useNotify()
  const refresh = useRefresh()
  const remove = async () => {
    setError(undefined)
    try {
      await mutateAsync({
        resource: resource.table,
        id: String(row[resource.key]),
        meta: { version: row.updated_at, idColumnName: resource.key },
        successNotification: false,
        errorNotification: false,
        invalidates: [],
      })
      forgetRecent(staff.userId, resource.table, String(row[resource.key]))
      onDeleted()
      notify.success({ message: `${resource.title(row)} was deleted.` })
      await refresh()
    } catch (caught) {
      setError(caught as ConsoleError)
    }
  }
  return (
    <Modal
      open
      title={`Delete ${resource.title(row)}?`}
      okText={`Delete ${resource.one}`}
      okButtonProps={{ danger: true, loading: mutation.isPending }}
      onOk={() => void remove()}
      onCancel={onClose}
      destroyOnHidden
    >
      <FormError error={error} fields={[]} />
      <p>This cannot be undone. The history keeps what the {resource.one} was and who deleted it.</p>
    </Modal>
  )
}
