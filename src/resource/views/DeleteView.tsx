import { Modal } from 'antd'
import { useState } from 'react'
import type { ConsoleError } from '@/supabase/errors'
import { useNotify } from '@/ui/notify'
import { useReturnFocus } from '@/ui/useReturnFocus'
import { useSingleRun } from '@/ui/useSingleRun'
import { FormError } from '../form/FormError'
import type { Views } from './useViews'
import type { View } from './view'

interface DeleteViewProps {
  view: View
  store: Views
  isOwn: boolean
  onClose: () => void
  onDeleted: () => void
}

/** Asks for confirmation before a view is deleted; the deletion of one's own view can be undone for a moment. */
export default function DeleteView({ view, store, isOwn, onClose, onDeleted }: DeleteViewProps) {
  const [error, setError] = useState<ConsoleError>()
  const [run, isRunning] = useSingleRun()
  useReturnFocus()
  const notify = useNotify()
  const isShared = (view.saved?.sharedWith.length ?? 0) > 0

  const bringBack = async () => {
    try {
      await store.add(view.id, { ...view, sharedWith: view.saved?.sharedWith ?? [] })
      if (view.saved?.isDefault) await store.setDefault(view.id)
      notify.success({ key: 'view', message: `“${view.name}” is back.` })
    } catch (caught) {
      notify.error(caught, { key: 'view', title: `“${view.name}” could not be brought back` })
      return false
    }
  }
  const remove = async () => {
    setError(undefined)
    try {
      await store.remove(view)
      onClose()
      onDeleted()
      notify.success({
        key: 'view',
        message: `“${view.name}” was deleted.`,
        undo: isOwn ? () => void run(bringBack, 'undo') : undefined,
      })
    } catch (caught) {
      setError(caught as ConsoleError)
      return false
    }
  }
  return (
    <Modal
      open
      title={`Delete the view “${view.name}”?`}
      okText="Delete view"
      okButtonProps={{ danger: true, loading: isRunning }}
      onOk={() => void run(remove)}
      onCancel={onClose}
      width={440}
      destroyOnHidden
    >
      <FormError error={error} fields={[]} />
      <p>
        {isOwn
          ? isShared
            ? 'It goes for everybody it is shared with. The records in it stay, and links to it still show the same list.'
            : 'The records in it stay, and links to it still show the same list.'
          : `${view.saved?.ownerName} shared it; it goes for everybody, and only they can make it again. The records in it stay.`}
      </p>
    </Modal>
  )
}
