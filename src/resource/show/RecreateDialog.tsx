import { useCustomMutation } from '@refinedev/core'
import { Modal } from 'antd'
import { useState } from 'react'
import type { ConsoleError } from '@/supabase/errors'
import { useNotify } from '@/ui/notify'
import type { AnyRow, Resource } from '../define'
import { FormError } from '../form/FormError'
import { Values } from './History'
import { ReasonInput } from './ReasonInput'
import type { Names } from './useNames'
import { useRefresh } from './useRefresh'

interface RecreateDialogProps {
  resource: Resource
  /** The entry of the audit log that holds what was deleted. */
  entry: AnyRow
  names: Names
  onClose: () => void
}

/** Shows a deleted record's values, and adds it again with them. */
export default function RecreateDialog({ resource, entry, names, onClose }: RecreateDialogProps) {
  const [reason, setReason] = useState('')
  const [error, setError] = useState<ConsoleError>()
  const { mutateAsync, mutation } = useCustomMutation()
  const notify = useNotify()
  const refresh = useRefresh()
  const bringBack = async () => {
    setError(undefined)
    try {
      await mutateAsync({
        url: 'rpc/recreate_record',
        method: 'post',
        values: { target: resource.table, entry: entry.id, reason: reason.trim() || null },
        successNotification: false,
        errorNotification: false,
      })
      await refresh()
      notify.success({ message: `${String(entry.record_label ?? `The ${resource.one}`)} is back.` })
      onClose()
    } catch (caught) {
      setError(caught as ConsoleError)
    }
  }
  return (
    <Modal
      open
      title={`Bring this ${resource.one} back?`}
      okText="Bring it back"
      okButtonProps={{ loading: mutation.isPending }}
      onOk={() => void bringBack()}
      onCancel={onClose}
      maskClosable={false}
      destroyOnHidden
      width={640}
    >
      <FormError error={error} fields={[]} />
      <p className="dialog-explain">
        It is added again with the values below, under the same address. What was deleted along with it stays
        deleted.
      </p>
      <Values values={(entry.before ?? {}) as AnyRow} resource={resource} names={names} />
      <ReasonInput value={reason} onChange={setReason} />
    </Modal>
  )
}
