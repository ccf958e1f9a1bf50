import { DownloadOutlined, UploadOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { DialogOpening } from '@/ui/states'
import type { Resource, ResourceEntry } from '../define'
import type { ListModel } from '../query/listModel'
import type { Importable } from './mapping'

const ExportDialog = lazy(() => import('./ExportDialog'))
const ImportDrawer = lazy(() => import('./ImportDrawer'))

interface ExportButtonProps {
  list: ListModel
  /** Exports only the selected rows. */
  selected?: boolean
}

/** Opens the export of a list, or of its selected rows. */
export function ExportButton({ list, selected = false }: ExportButtonProps) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button
        type={selected ? 'text' : 'default'}
        size={selected ? 'small' : undefined}
        icon={<DownloadOutlined aria-hidden />}
        onClick={() => setOpen(true)}
      >
        Export…
      </Button>
      {open ? (
        <Suspense fallback={<DialogOpening />}>
          <ExportDialog list={list} selected={selected} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  )
}

/** Opens the import into a table; renders nothing if the table allows no import. */
export function ImportButton({ entry, resource }: { entry: ResourceEntry; resource: Resource }) {
  const [open, setOpen] = useState(false)
  if (!isImportable(resource)) return null
  return (
    <>
      <Button icon={<UploadOutlined aria-hidden />} onClick={() => setOpen(true)}>
        Import…
      </Button>
      {open ? (
        <Suspense fallback={<DialogOpening />}>
          <ImportDrawer entry={entry} resource={resource} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  )
}

function isImportable(resource: Resource): resource is Importable {
  return resource.import !== undefined
}
