import { ExportOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import type { ListHandle } from '../list/handle'

const ExportDialog = lazy(() => import('./ExportDialog'))

interface ExportButtonProps {
  list: ListHandle
  /** Only what is selected. */
  selected?: boolean
}

/** Opens the export of a list, or of what is selected in it. */
export function ExportButton({ list, selected = false }: ExportButtonProps) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button
        type={selected ? 'text' : 'default'}
        size={selected ? 'small' : undefined}
        icon={<ExportOutlined aria-hidden />}
        onClick={() => setOpen(true)}
      >
        Export…
      </Button>
      {open ? (
        <Suspense fallback={null}>
          <ExportDialog list={list} selected={selected} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  )
}
