import type { DropDownProps } from 'antd'
import { cloneElement, type ReactElement, type RefObject, useEffect, useRef, useState } from 'react'
import { useNotify } from './notify'

type Dropdown = typeof import('antd/es/dropdown').default
interface ButtonProps {
  onClick?: () => void
  onPointerEnter?: () => void
  ref?: RefObject<HTMLElement | null>
  'aria-haspopup'?: 'menu'
}

// The menu code is 20 KB gzipped, which a list's first rows should not wait for.
let loaded: Dropdown | undefined
const load = () =>
  import('antd/es/dropdown').then((module) => {
    loaded = module.default
    return loaded
  })

/**
 * A button that opens a menu. The menu's code is loaded when the pointer first moves over the button or it is first
 * pressed.
 * @param children the button; its own `onClick` and `ref` are replaced.
 */
export function MenuButton({
  menu,
  placement,
  children,
}: Pick<DropDownProps, 'menu' | 'placement'> & { children: ReactElement<ButtonProps> }) {
  const [Menu, setMenu] = useState<Dropdown | undefined>(() => loaded)
  const [isOpen, setOpen] = useState(false)
  const button = useRef<HTMLElement>(null)
  const notify = useNotify()

  // The button is mounted again inside the menu's trigger, so the focus is put back on it.
  useEffect(() => {
    if (Menu && isOpen && document.activeElement === document.body) button.current?.focus()
  }, [Menu, isOpen])

  if (!Menu) {
    return cloneElement(children, {
      'aria-haspopup': 'menu',
      onPointerEnter: () => void load().catch(() => undefined),
      onClick: () =>
        void load().then(
          (menuComponent) => {
            setMenu(() => menuComponent)
            setOpen(true)
          },
          (error: unknown) => notify.error(error, { key: 'menu', title: 'The menu could not be loaded' }),
        ),
    })
  }
  const change = (open: boolean) => {
    setOpen(open)
    // The chosen menu item is unmounted with the menu, so the focus goes to the button; a dialog that the item opens
    // can then return the focus there.
    if (!open && document.activeElement?.closest('.ant-dropdown')) button.current?.focus()
  }
  return (
    <Menu trigger={['click']} menu={menu} placement={placement} open={isOpen} onOpenChange={change}>
      {cloneElement(children, { ref: button })}
    </Menu>
  )
}
