import { useDelete } from '@refinedev/core'
import { Modal } from 'antd'
import { useState } from 'react'
import type { ConsoleError } from '@/supabase/errors'
import { useNotify } from '@/ui/notify'
import { useReturnFocus } from '@/ui/useReturnFocus'
import { useSingleRun } from '@/ui/useSingleRun'
import type { AnyRow, Resource } from '../define'
import { useEntries } from '../entries'
import { FormError } from '../form/FormError'
import { useRefresh } from '../query/useRefresh'
import { forgetRecent } from '../search/recentRecords'

interface DeleteDialogProps {
  resource: Resource
  row: AnyRow
  onClose: () => void
  onDeleted: () => void
}

/** Asks for confirmation before a record is deleted, and shows why a deletion was refused. */
export function DeleteDialog({ resource, row, onClose, onDeleted }: DeleteDialogProps) {
  const [error, setError] = useState<ConsoleError>()
  const { mutateAsync } = useDelete()
  const { staff } = useEntries()
  const notify = useNotify()
  const refresh = useRefresh()
  const [run, isRunning] = useSingleRun()
  useReturnFocus()
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
      void refresh()
    } catch (caught) {
      setError(caught as ConsoleError)
      return false
    }
  }
  return (
    <Modal
      open
      title={`Delete ${resource.title(row)}?`}
      okText={`Delete ${resource.one}`}
      okButtonProps={{ danger: true, loading: isRunning }}
      onOk={() => void run(remove)}
      onCancel={onClose}
      destroyOnHidden
    >
      <FormError error={error} fields={[]} />
      <p>This cannot be undone. The history keeps what the {resource.one} was and who deleted it.</p>
    </Modal>
  )
}
