import { Modal } from 'antd'
import { useState } from 'react'
import * as v from 'valibot'
import type { ConsoleError } from '@/supabase/errors'
import { useNotify } from '@/ui/notify'
import { useReturnFocus } from '@/ui/useReturnFocus'
import { useSingleRun } from '@/ui/useSingleRun'
import type { AnyRow, Resource } from '../define'
import { FormError } from '../form/FormError'
import { useRefresh } from '../query/useRefresh'
import { useRpc } from '../query/useRpc'
import { Values } from './History'
import { ReasonInput } from './ReasonInput'
import type { RelatedNames } from './useNames'

interface RecreateDialogProps {
  resource: Resource
  /** The audit log entry with the deleted values. */
  entry: AnyRow
  names: RelatedNames
  onClose: () => void
}

/** Shows a deleted record's values, and adds it again with them. */
export default function RecreateDialog({ resource, entry, names, onClose }: RecreateDialogProps) {
  const [reason, setReason] = useState('')
  const [error, setError] = useState<ConsoleError>()
  const rpc = useRpc()
  const notify = useNotify()
  const refresh = useRefresh()
  const [run, isRunning] = useSingleRun()
  useReturnFocus()
  const bringBack = async () => {
    setError(undefined)
    try {
      await rpc(
        'recreate_record',
        { target: resource.table, entry: Number(entry.id), reason: reason.trim() || null },
        { result: v.unknown() },
      )
      onClose()
      notify.success({ message: `${String(entry.record_label ?? `The ${resource.one}`)} is back.` })
      void refresh()
    } catch (caught) {
      setError(caught as ConsoleError)
      return false
    }
  }
  return (
    <Modal
      open
      title={`Bring this ${resource.one} back?`}
      okText="Bring it back"
      okButtonProps={{ loading: isRunning }}
      onOk={() => void run(bringBack)}
      onCancel={onClose}
      mask={{ closable: false }}
      destroyOnHidden
      width={640}
    >
      <FormError error={error} fields={[]} />
      <p className="quiet below-16">
        It is added again with the values below, under the same address. What was deleted along with it stays
        deleted.
      </p>
      <Values values={(entry.before ?? {}) as AnyRow} resource={resource} names={names} />
      <ReasonInput value={reason} onChange={setReason} />
    </Modal>
  )
}
