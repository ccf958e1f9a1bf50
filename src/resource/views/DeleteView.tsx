import { Modal } from 'antd'
import { useState } from 'react'
import type { ConsoleError } from '@/supabase/errors'
import { useNotify } from '@/ui/notify'
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

/** Asks before a view is deleted; one's own can be brought back for a moment. */
export default function DeleteView({ view, store, isOwn, onClose, onDeleted }: DeleteViewProps) {
  const [error, setError] = useState<ConsoleError>()
  const [deleting, setDeleting] = useState(false)
  const notify = useNotify()
  const isShared = (view.saved?.sharedWith.length ?? 0) > 0

  const bringBack = async () => {
    try {
      await store.add(view.id, { ...view, sharedWith: view.saved?.sharedWith ?? [] })
      if (view.saved?.isDefault) await store.openWith(view.id)
      notify.success({ key: 'view', message: `“${view.name}” is back.` })
    } catch (caught) {
      notify.error(caught, { key: 'view', title: `“${view.name}” could not be brought back` })
    }
  }
  const remove = async () => {
    setError(undefined)
    setDeleting(true)
    try {
      await store.remove(view)
      onClose()
      onDeleted()
      notify.success({
        key: 'view',
        message: `“${view.name}” was deleted.`,
        undo: isOwn ? () => void bringBack() : undefined,
      })
    } catch (caught) {
      setError(caught as ConsoleError)
      setDeleting(false)
    }
  }
  return (
    <Modal
      open
      title={`Delete the view “${view.name}”?`}
      okText="Delete view"
      okButtonProps={{ danger: true, loading: deleting }}
      onOk={() => void remove()}
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
