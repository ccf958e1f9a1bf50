import { CloseOutlined } from '@ant-design/icons'
import { Button, Drawer } from 'antd'
import type { ReactNode } from 'react'
import { drawerFocus } from '@/ui/drawerFocus'
import { useReturnFocus } from '@/ui/useReturnFocus'

interface SideDrawerProps {
  title: ReactNode
  onClose: () => void
  children: ReactNode
}

/** The side bar on a phone, over the page. */
export default function SideDrawer({ title, onClose, children }: SideDrawerProps) {
  useReturnFocus()
  return (
    <Drawer
      {...drawerFocus}
      open
      onClose={onClose}
      placement="left"
      size={280}
      rootClassName="frame-drawer"
      styles={{
        section: { background: 'var(--console-side)' },
        header: { padding: '0 12px 0 0', borderBottom: 0 },
        body: { display: 'flex', flexDirection: 'column', padding: 0 },
      }}
      title={title}
      closable={false}
      extra={
        <Button type="text" icon={<CloseOutlined aria-hidden />} aria-label="Close menu" onClick={onClose} />
      }
    >
      {children}
    </Drawer>
  )
}
