import { TableOutlined } from '@ant-design/icons'
import { Button, Popover } from 'antd'
import { lazy, Suspense, useRef, useState } from 'react'
import { DialogOpening } from '@/ui/states'
import type { ColumnsProps } from './Columns'

const Columns = lazy(() => import('./Columns'))

/** Opens the column panel of a list; the panel's code is loaded then. */
export function ColumnsButton(props: Omit<ColumnsProps, 'onClose'>) {
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const close = () => {
    setOpen(false)
    button.current?.focus()
  }
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      arrow={false}
      destroyOnHidden
      content={
        <Suspense
          fallback={
            <div style={{ width: 264 }} aria-busy>
              <DialogOpening />
            </div>
          }
        >
          <Columns {...props} onClose={close} />
        </Suspense>
      }
    >
      <Button ref={button} type="text" icon={<TableOutlined aria-hidden />} aria-expanded={open}>
        Columns
      </Button>
    </Popover>
  )
}
